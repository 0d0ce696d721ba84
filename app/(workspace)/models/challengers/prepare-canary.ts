import type { Canary } from '@/lib/governance/challengers/schema'

/** The form as typed: shares and shifts in per cent. */
export interface Typed {
  share: string
  block: string
  review: string
  slowMs: string
  slow: string
}
export type FieldName = keyof Typed
export type FieldErrors = Partial<Record<FieldName | 'reason', string>>

export interface CanarySettings {
  share: number
  max_block_shift: number
  max_review_shift: number
  slow_ms: number
  max_slow_shift: number
}

/** As the API has them before the first share. */
const DEFAULTS: CanarySettings = {
  share: 0,
  max_block_shift: 0.005,
  max_review_shift: 0.01,
  slow_ms: 100,
  max_slow_shift: 0.01,
}

const NUMBER = /^\d{1,5}([.,]\d{1,3})?$/
const numberOf = (text: string): number =>
  NUMBER.test(text.trim()) ? Number(text.trim().replace(',', '.')) : NaN
const percentOf = (share: number): string => String(Number((100 * share).toPrecision(6)))
const shareOf = (text: string): number => Number((numberOf(text) / 100).toPrecision(6))

export const settingsInForce = (canary: Canary | null): CanarySettings =>
  canary === null
    ? DEFAULTS
    : {
        share: canary.share,
        max_block_shift: canary.block.limit,
        max_review_shift: canary.review.limit,
        slow_ms: canary.slow_ms,
        max_slow_shift: canary.slow.limit,
      }

export function typedOf(canary: Canary | null): Typed {
  const of = settingsInForce(canary)
  return {
    share: canary === null ? '' : percentOf(of.share),
    block: percentOf(of.max_block_shift),
    review: percentOf(of.max_review_shift),
    slowMs: String(of.slow_ms),
    slow: percentOf(of.max_slow_shift),
  }
}

/** The settings in force with what was typed, or what is wrong with each field. */
export function settingsOf(
  canary: Canary | null,
  typed: Partial<Typed>,
): { settings: CanarySettings } | { errors: FieldErrors } {
  const before = settingsInForce(canary)
  const read = (name: FieldName, otherwise: number, parse: (text: string) => number): number =>
    typed[name] === undefined ? otherwise : parse(typed[name])
  const settings = {
    share: read('share', canary === null ? NaN : before.share, shareOf),
    max_block_shift: read('block', before.max_block_shift, shareOf),
    max_review_shift: read('review', before.max_review_shift, shareOf),
    slow_ms: read('slowMs', before.slow_ms, numberOf),
    max_slow_shift: read('slow', before.max_slow_shift, shareOf),
  }
  const isLimit = (shift: number) => shift > 0 && shift <= 0.5
  const errors: FieldErrors = {}
  if (!(settings.share >= 0 && settings.share <= 0.5)) errors.share = 'Type a number from 0 to 50, such as 5.'
  if (!isLimit(settings.max_block_shift)) errors.block = LIMIT_ERROR
  if (!isLimit(settings.max_review_shift)) errors.review = LIMIT_ERROR
  if (!isLimit(settings.max_slow_shift)) errors.slow = LIMIT_ERROR
  if (!(settings.slow_ms >= 1 && settings.slow_ms <= 10_000)) errors.slowMs = 'From 1 to 10,000.'
  return Object.keys(errors).length === 0 ? { settings } : { errors }
}

const LIMIT_ERROR = 'Above 0, at most 50.'

/** Whether more is asked for than is in force: under four eyes another administrator approves it. */
export const widens = (before: CanarySettings, after: CanarySettings): boolean =>
  (Object.keys(DEFAULTS) as (keyof CanarySettings)[]).some((name) => after[name] > before[name])
