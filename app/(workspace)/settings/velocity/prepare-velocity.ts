import type { Outcome } from '@/lib/engine/policy'
import { RING_BOUNDS } from '@/lib/engine/rings'
import { SEVERITIES, type Severity, VELOCITY_BOUNDS } from '@/lib/engine/velocity'
import {
  type VelocityPayload,
  velocityPayload,
  type VelocityRuleInForce,
} from '@/lib/governance/velocity/schema'
import type { FieldErrors } from '../prepare-request'

/** The form as typed; an empty severity is none. */
export interface Typed {
  window_seconds: string
  threshold: string
  review_from: Severity | ''
  block_from: Severity | ''
  /** Empty: no rings are looked for. */
  new_accounts: string
  days: string
  outcome: Outcome
}

export const typedOf = (rule: VelocityRuleInForce): Typed => ({
  window_seconds: String(rule.window_seconds),
  threshold: String(rule.threshold),
  review_from: rule.review_from ?? '',
  block_from: rule.block_from ?? '',
  new_accounts: rule.rings ? String(rule.rings.new_accounts) : '',
  days: String(rule.rings?.days ?? USUAL_DAYS),
  outcome: rule.rings?.outcome ?? 'approve',
})

const USUAL_DAYS = 7

const WHOLE = /^\d{1,4}$/

/** The rule that was typed, or what is wrong with each field. */
export function ruleOf(typed: Typed): { rule: VelocityPayload } | { errors: FieldErrors } {
  const whole = (text: string) => (WHOLE.test(text.trim()) ? Number(text) : NaN)
  const parsed = velocityPayload.safeParse({
    window_seconds: whole(typed.window_seconds),
    threshold: whole(typed.threshold),
    review_from: typed.review_from || null,
    block_from: typed.block_from || null,
    rings:
      typed.new_accounts.trim() === ''
        ? null
        : { new_accounts: whole(typed.new_accounts), days: whole(typed.days), outcome: typed.outcome },
  })
  if (parsed.success) return { rule: parsed.data }
  const names = new Set(parsed.error.issues.map(({ path }) => String(path.at(-1))))
  return { errors: Object.fromEntries([...names].map((name) => [name, PROBLEMS[name] ?? 'Is not valid.'])) }
}

const { windowSeconds, threshold } = VELOCITY_BOUNDS
const { newAccounts, days } = RING_BOUNDS

const PROBLEMS: Record<string, string> = {
  window_seconds: `Type a whole number from ${windowSeconds.min} to ${windowSeconds.max}.`,
  threshold: `Type a whole number from ${threshold.min} to ${threshold.max}.`,
  new_accounts: `Type a whole number from ${newAccounts.min} to ${newAccounts.max}, or nothing.`,
  days: `Type a whole number from ${days.min} to ${days.max}.`,
  block_from: 'Choose a severity that is not milder than that of a review.',
}

/** The rule in force, in sentences. */
export function ruleWords({
  window_seconds: seconds,
  threshold: most,
  review_from: review,
  block_from: block,
  rings,
}: VelocityRuleInForce): string[] {
  const [low, high] = [Math.floor(1.5 * most), Math.floor(2.5 * most)]
  return [
    `Payments of a sender, a phone or a device are counted within ${seconds} seconds, by the times at which they happened.`,
    `Up to ${most} are normal. The severity is ${severityWords(most + 1, low, high)}.`,
    `${effectWords('reviewed', review)} ${effectWords('blocked', block)} Watchlists decide before velocity.`,
    ringWords(rings),
  ]
}

/** A small threshold may leave no number of payments for a severity. */
function severityWords(from: number, low: number, high: number): string {
  const parts = [from <= low ? `low up to ${low}` : '', `high up to ${high}`, 'critical above']
  return parts.filter(Boolean).join(', ')
}

function effectWords(done: string, from: Severity | null): string {
  if (from === null) return `No payment is ${done} because of its velocity.`
  const severities = SEVERITIES.slice(SEVERITIES.indexOf(from)).join(' or ')
  return `A payment with ${severities} velocity is ${done === 'reviewed' ? 'at least reviewed' : done}.`
}

function ringWords(rings: VelocityRuleInForce['rings']): string {
  if (rings === null) return 'Rings of accounts that share devices or phones are not looked for.'
  const { new_accounts: accounts, days: within, outcome } = rings
  const found = `Accounts that share devices or phones are a growing ring from ${accounts} new accounts within ${within} days on.`
  return `${found} ${RING_EFFECTS[outcome]}`
}

const RING_EFFECTS: Record<Outcome, string> = {
  approve: 'No outcome changes because of it.',
  review: 'Its payments are at least reviewed.',
  block: 'Its payments are blocked.',
}
