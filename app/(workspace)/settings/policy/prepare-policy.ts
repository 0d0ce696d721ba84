import type { Policy } from '@/lib/governance/models/schema'
import { type PolicyPayload, THRESHOLD_NAMES, type ThresholdName } from '@/lib/governance/changes/schema'
import type { FieldErrors } from '../prepare-request'

/** Only what the user changed: the rest follows the policy in force. */
export type Typed = Partial<Record<ThresholdName, string>>

/** The review threshold that another screen proposes in the URL, as if it were typed; nothing unless it is a score. */
export function proposalOf(text: string | string[] | undefined): Typed {
  const value = typeof text === 'string' ? Number(text) : NaN
  return value > 0 && value <= 1 ? { review_threshold: String(value) } : {}
}

/** What was typed, else what is in force. */
export const textOf = (policy: Policy, typed: Typed, name: ThresholdName): string =>
  typed[name] ?? String(policy[name])

/** What was typed differs from the policy; a text that is no score between 0 and 1 is an error. */
export function changeOf(policy: Policy, typed: Typed): { payload: PolicyPayload; errors: FieldErrors } {
  const payload: PolicyPayload = {}
  const errors: FieldErrors = {}
  for (const name of THRESHOLD_NAMES) {
    const text = textOf(policy, typed, name).trim()
    const value = Number(text)
    if (text === '' || !(value > 0 && value <= 1))
      errors[name] = 'Enter a score above 0 and up to 1, such as 0.02.'
    else if (value !== policy[name]) payload[name] = value
  }
  return { payload, errors }
}
