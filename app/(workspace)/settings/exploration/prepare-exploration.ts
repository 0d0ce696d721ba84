import {
  type ExplorationChange,
  explorationChange,
  type ExplorationSettings,
  MAX_SHARE,
} from '@/lib/governance/exploration/schema'
import type { FieldErrors } from '../prepare-request'

/** The form as typed. */
export interface Typed {
  /** Per cent. */
  share: string
  amount_cap: string
  daily_budget: string
}
export const typedOf = (settings: ExplorationSettings): Typed => ({
  share: settings ? String(Number((100 * settings.share).toPrecision(6))) : '',
  amount_cap: settings?.amount_cap ?? '',
  daily_budget: settings?.daily_budget ?? '',
})

const PERCENT = /^\d{1,2}([.,]\d{1,4})?$/

/** NaN for a text that is no number. */
const shareOf = (text: string): number =>
  PERCENT.test(text.trim()) ? Number((Number(text.trim().replace(',', '.')) / 100).toPrecision(6)) : NaN

/** The settings that were typed, or what is wrong with each field. */
export function settingsOf(typed: Typed): { settings: ExplorationChange } | { errors: FieldErrors } {
  const errors: FieldErrors = {}
  if (!(shareOf(typed.share) <= MAX_SHARE)) errors.share = 'Type a number from 0 to 50, such as 5.'
  const parsed = explorationChange.safeParse({
    share: errors.share ? 0 : shareOf(typed.share),
    amount_cap: typed.amount_cap.trim(),
    daily_budget: typed.daily_budget.trim(),
  })
  for (const { path, message } of parsed.error?.issues ?? []) errors[String(path[0])] ??= `It ${message}.`
  // Compared with an amount that is none.
  if (errors.amount_cap) delete errors.daily_budget
  return parsed.success && Object.keys(errors).length === 0 ? { settings: parsed.data } : { errors }
}
