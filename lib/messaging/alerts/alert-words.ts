import type { NewMessage } from '@/lib/messaging/delivery'
import { reasonMeaning } from '@/lib/engine/policy'
import { ringText } from '@/lib/engine/rings'
import { velocityText } from '@/lib/engine/velocity'
import type { StoredFacts } from './alert-facts'
import type { RuleKind } from './schema'

/** Events that a message lists one by one; it counts the rest. */
export const MAX_LISTED = 20

const OUTCOME_WORDS: Record<string, string> = {
  approve: 'Approved payment',
  review: 'Payment to review',
  block: 'Blocked payment',
}

const PLURALS: Record<RuleKind, string> = {
  transaction: 'transactions match',
  case_breached: 'cases are overdue',
  drift_alarm: 'drift alarms',
  job_failed: 'failures of background jobs',
  stream_lag: 'topics with waiting messages',
}

/**
 * A message about one event, or about several of one rule. People read facts and a link; no account, device, phone or name
 * leaves the product. Machines get the external id too, which is their own.
 * @param total of the events, of which `events` are the first
 */
export function messageOf(
  rule: { id: string; name: string; kind: RuleKind },
  events: readonly StoredFacts[],
  total = events.length,
): NewMessage {
  const listed = events.slice(0, MAX_LISTED)
  const [only] = listed
  const single = total === 1 && only !== undefined ? only : null
  const more = total - listed.length
  return {
    rule: { id: rule.id, name: rule.name },
    kind: `alert.${rule.kind}`,
    title: single ? titleOf(single) : `${total} ${PLURALS[rule.kind]}: ${rule.name}`,
    lines: single ? detailsOf(single) : [...listed.map(lineOf), ...(more > 0 ? [`and ${more} more`] : [])],
    link: single ? linkOf(single) : LIST_LINKS[rule.kind],
    payload: {
      rule: { id: rule.id, name: rule.name },
      count: total,
      events: listed.map((facts) => ({ ...facts })),
    },
    about: single ? aboutOf(single) : {},
  }
}

const LIST_LINKS: Record<RuleKind, string> = {
  transaction: '/queue',
  case_breached: '/cases',
  drift_alarm: '/drift',
  job_failed: '/settings/jobs',
  stream_lag: '/settings/stream',
}

function titleOf(facts: StoredFacts): string {
  switch (facts.kind) {
    case 'transaction':
      return `${OUTCOME_WORDS[facts.outcome] ?? facts.outcome}: ${facts.amount} ${facts.currency}, score ${scoreOf(facts)}`
    case 'case_breached':
      return `${facts.case_key} is overdue`
    case 'drift_alarm':
      return 'Transactions have drifted away from what the model knows'
    case 'job_failed':
      return `The background job ${facts.job} failed: ${facts.failure}`
    case 'stream_lag':
      return facts.waiting === 1
        ? `1 message of the topic ${facts.topic} waits`
        : `${facts.waiting} messages of the topic ${facts.topic} wait`
  }
}

function detailsOf(facts: StoredFacts): string[] {
  switch (facts.kind) {
    case 'transaction':
      return [
        `Transaction ${facts.transaction_id}`,
        `Occurred at ${facts.occurred_at}`,
        ...facts.reason_codes.map((code) => `Reason: ${reasonMeaning(code) ?? code}`),
        ...facts.velocity.map((found) => `Velocity ${found.severity}: ${velocityText(found)}`),
        ...(facts.ring ? [`Growing ring: ${ringText(facts.ring)}`] : []),
      ]
    case 'case_breached':
      return [`Its time limit ended at ${facts.due_at}`]
    case 'drift_alarm':
      return [`Raised at ${facts.raised_at}`]
    case 'job_failed':
      return [`Failed at ${facts.failed_at}`]
    case 'stream_lag':
      return [`A worker last moved on at ${facts.progressed_at}`]
  }
}

/** The event in a message about several. */
function lineOf(facts: StoredFacts): string {
  if (facts.kind !== 'transaction') return titleOf(facts)
  const [worst] = facts.velocity
  const velocity = worst ? `, velocity ${worst.severity}: ${velocityText(worst)}` : ''
  return `${titleOf(facts)}${velocity} (${facts.transaction_id})`
}

function linkOf(facts: StoredFacts): string {
  switch (facts.kind) {
    case 'transaction':
      return `/transactions/${facts.transaction_id}`
    case 'case_breached':
      return `/cases/${facts.case_id}`
    default:
      return LIST_LINKS[facts.kind]
  }
}

function aboutOf(facts: StoredFacts): NewMessage['about'] {
  if (facts.kind === 'transaction') return { transactionId: facts.transaction_id }
  if (facts.kind === 'drift_alarm') return { driftAlarmId: facts.drift_alarm_id }
  return facts.kind === 'case_breached' ? { caseId: facts.case_id } : {}
}

/** Three digits, never rounded up to certainty. */
const scoreOf = ({ score }: { score: number }): string => Math.min(score, 0.999).toFixed(3)
