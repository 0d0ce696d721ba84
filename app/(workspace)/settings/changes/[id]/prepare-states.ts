import {
  type ChangeKindName,
  type ListEntry,
  velocityPayload,
  watchlistPayload,
} from '@/lib/governance/changes/schema'

type State = Record<string, unknown>

/** The entries of a change of the lists. */
export function prepareEntries(after: State): ListEntry[] {
  const parsed = watchlistPayload.safeParse(after)
  return parsed.success ? parsed.data.entries : []
}

/** One field of a state, before and after, in words. */
export interface StateRow {
  name: string
  before: string
  after: string
}

const percent = (value: unknown): string => `${Number((100 * Number(value)).toPrecision(4))} %`
const points = (value: unknown): string => `${Number((100 * Number(value)).toPrecision(4))} points`

const CANARY_FIELDS: Record<string, readonly [label: string, words: (value: unknown) => string]> = {
  share: ['Share of senders', percent],
  max_block_shift: ['Limit of the shift of blocks', points],
  max_review_shift: ['Limit of the shift of reviews', points],
  slow_ms: ['A response is slow after', (value) => `${Number(value)} ms`],
  max_slow_shift: ['Limit of the shift of slow responses', points],
}

const explorationFields = (currency: string): typeof CANARY_FIELDS => ({
  share: ['Share let through', percent],
  amount_cap: ['Largest payment', (value) => `${String(value)} ${currency}`],
  daily_budget: ['Budget a day', (value) => `${String(value)} ${currency}`],
})

const onOff = (value: unknown): string => (value === true ? 'on' : 'off')
const FOUR_EYES_FIELDS: typeof CANARY_FIELDS = { four_eyes: ['Four eyes', onOff] }
const SANDBOX_FIELDS: typeof CANARY_FIELDS = { sandbox: ['Replays may run', onOff] }

const severity = (value: unknown): string => (value === null ? 'never' : `from ${String(value)}`)

/** '5 new accounts in 7 days: review' */
function ringWords(value: unknown): string {
  const parsed = velocityPayload.shape.rings.safeParse(value)
  if (!parsed.success || parsed.data === null) return 'not looked for'
  const { new_accounts: accounts, days, outcome } = parsed.data
  return `${accounts} new accounts in ${days} days: ${outcome === 'approve' ? 'no effect' : outcome}`
}

const VELOCITY_FIELDS: typeof CANARY_FIELDS = {
  window_seconds: ['Window', (value) => `${Number(value)} s`],
  threshold: ['Threshold', (value) => `${Number(value)} payments`],
  review_from: ['Review', severity],
  block_from: ['Block', severity],
  rings: ['Rings', ringWords],
}

const fieldsOf = (kind: ChangeKindName, currency: string): typeof CANARY_FIELDS => {
  if (kind === 'canary') return CANARY_FIELDS
  if (kind === 'exploration') return explorationFields(currency)
  if (kind === 'sandbox') return SANDBOX_FIELDS
  return kind === 'velocity' ? VELOCITY_FIELDS : FOUR_EYES_FIELDS
}

/** The fields of a change that has neither thresholds nor entries. */
export function prepareFields(
  kind: ChangeKindName,
  before: State,
  after: State,
  currency: string,
): StateRow[] {
  return Object.entries(fieldsOf(kind, currency)).map(([field, [name, words]]) => ({
    name,
    before: words(before[field]),
    after: words(after[field]),
  }))
}

/** The models of a change of the production model. */
export const prepareModels = (before: State, after: State): { from: string; to: string } => ({
  from: typeof before.model === 'string' ? before.model : 'no model',
  to: typeof after.model === 'string' ? after.model : 'no model',
})
