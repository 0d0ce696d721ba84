/** A rule as its form holds it: everything as typed. */
import type { Severity } from '@/lib/engine/velocity'
import type { ReasonCode } from '@/lib/engine/policy'
import {
  type AlertRule,
  type DedupeKey,
  type RuleConditions,
  type RuleInput,
  type RuleKind,
  USUAL_LAG,
} from '@/lib/messaging/alerts/schema'

export interface RuleDraft {
  name: string
  enabled: boolean
  kind: RuleKind
  outcomes: readonly Outcome[]
  minScore: string
  minAmount: string
  listHit: '' | 'blocked' | 'trusted'
  velocity: '' | Severity
  reasonCodes: readonly ReasonCode[]
  jobs: readonly string[]
  minMessages: string
  isQuiet: boolean
  quietFrom: string
  quietTo: string
  digestMinutes: number
  dedupeBy: DedupeKey
  dedupeMinutes: number
  channelIds: readonly string[]
}
type Outcome = Extract<RuleConditions, { kind: 'transaction' }>['outcomes'][number]

/** Blocked payments, at once: what most want first. */
export const newDraft = (channelIds: readonly string[]): RuleDraft => ({
  name: '',
  enabled: true,
  kind: 'transaction',
  outcomes: ['block'],
  minScore: '',
  minAmount: '',
  listHit: '',
  velocity: '',
  reasonCodes: [],
  jobs: [],
  minMessages: String(USUAL_LAG),
  isQuiet: false,
  quietFrom: '22:00',
  quietTo: '06:00',
  digestMinutes: 0,
  dedupeBy: 'subject',
  dedupeMinutes: 0,
  channelIds,
})

export function draftOf(rule: AlertRule): RuleDraft {
  const { conditions, quiet_hours: quiet } = rule
  const drafted: RuleDraft = {
    ...newDraft(rule.channel_ids),
    name: rule.name,
    enabled: rule.enabled,
    kind: conditions.kind,
    isQuiet: quiet !== null,
    digestMinutes: rule.digest_minutes,
    dedupeBy: rule.dedupe.by,
    dedupeMinutes: rule.dedupe.minutes,
  }
  if (quiet !== null) Object.assign(drafted, { quietFrom: quiet.from, quietTo: quiet.to })
  if (conditions.kind === 'job_failed') drafted.jobs = conditions.jobs
  if (conditions.kind === 'stream_lag') drafted.minMessages = String(conditions.min_messages)
  if (conditions.kind !== 'transaction') return drafted
  return {
    ...drafted,
    outcomes: conditions.outcomes,
    minScore: conditions.min_score === null ? '' : String(conditions.min_score),
    minAmount: conditions.min_amount ?? '',
    listHit: conditions.list_hit ?? '',
    velocity: conditions.velocity ?? '',
    reasonCodes: conditions.reason_codes,
  }
}

/** The body of the request. What is typed wrong stays as it is: the server names the field. */
export function inputOf(draft: RuleDraft): RuleInput {
  const knowsParties = draft.kind === 'transaction'
  return {
    name: draft.name.trim(),
    enabled: draft.enabled,
    conditions: conditionsOf(draft),
    quiet_hours: draft.isQuiet ? { from: draft.quietFrom, to: draft.quietTo } : null,
    digest_minutes: draft.digestMinutes,
    dedupe: {
      by: knowsParties || draft.dedupeBy === 'rule' ? draft.dedupeBy : 'subject',
      minutes: draft.dedupeMinutes,
    },
    channel_ids: [...draft.channelIds],
  }
}

function conditionsOf(draft: RuleDraft): RuleConditions {
  if (draft.kind === 'job_failed') return { kind: 'job_failed', jobs: [...draft.jobs] }
  if (draft.kind === 'stream_lag') return { kind: 'stream_lag', min_messages: Number(draft.minMessages) }
  if (draft.kind !== 'transaction') return { kind: draft.kind }
  return {
    kind: 'transaction',
    outcomes: [...draft.outcomes],
    min_score: draft.minScore.trim() === '' ? null : Number(draft.minScore),
    min_amount: draft.minAmount.trim() || null,
    list_hit: draft.listHit === '' ? null : draft.listHit,
    velocity: draft.velocity === '' ? null : draft.velocity,
    reason_codes: [...draft.reasonCodes],
  }
}

export type DraftField =
  | 'name'
  | 'minScore'
  | 'minAmount'
  | 'minMessages'
  | 'conditions'
  | 'quiet'
  | 'channels'

/** What is missing or wrong, by field, before anything is sent. */
export function draftProblems(draft: RuleDraft): Partial<Record<DraftField, string>> {
  const problems: Partial<Record<DraftField, string>> = {}
  if (draft.name.trim() === '') problems.name = 'Enter a name.'
  if (draft.channelIds.length === 0) problems.channels = 'Choose at least one channel.'
  if (draft.isQuiet && draft.quietFrom === draft.quietTo) problems.quiet = 'Choose two different times.'
  if (draft.kind === 'stream_lag' && !/^[1-9]\d{0,8}$/.test(draft.minMessages.trim()))
    problems.minMessages = 'Enter a whole number from 1.'
  if (draft.kind !== 'transaction') return problems
  const { minScore, minAmount } = draft
  if (minScore.trim() !== '' && !(Number(minScore) >= 0 && Number(minScore) <= 1))
    problems.minScore = 'Enter a number from 0 to 1.'
  if (minAmount.trim() !== '' && !/^\d{1,15}(\.\d{1,4})?$/.test(minAmount.trim()))
    problems.minAmount = 'Enter an amount, such as 1000 or 12.50.'
  const isOpen = [minScore, minAmount, draft.listHit, draft.velocity].every((text) => text.trim() === '')
  if (isOpen && draft.outcomes.length + draft.reasonCodes.length === 0)
    problems.conditions = 'Set at least one condition.'
  return problems
}
