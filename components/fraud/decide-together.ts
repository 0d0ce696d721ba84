import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import type { ApiQuery } from '@/components/http/api-types'
import type { Decision } from '@/lib/contract/decisions'
import { sendHonouringClaims } from './ask-about-claims'
import { formatCount, formatCounted } from './format-metrics'
import { DECISIONS } from './labels'

/** All transactions that match a filter, and how many the user saw. */
export interface Matching {
  filter: ApiQuery<'GET /api/investigate/export.csv'>
  count: number
}

/** The current decision on these transactions; null after an undo. */
export interface DecidedTogether {
  transactionIds: readonly string[]
  decision: Decision | null
  /** The versions of the decisions as the response has them. */
  versions: Versions
}

/** The version of the decision on each transaction that is on the screen. */
export type Versions = ReadonlyMap<string, number>

interface Together {
  decision: Decision
  notes: string
  versions: Versions
}

/**
 * Records one decision on all of them, shows the result and offers the undo. Null where the server rejects it.
 * @param selected ids, or all that match a filter
 */
export async function decideTogether(
  selected: readonly string[] | Matching,
  { decision, notes, versions }: Together,
  onUndone: (done: DecidedTogether) => void,
): Promise<DecidedTogether | null> {
  const feedback = { decision, notes: notes || undefined }
  const body =
    'count' in selected
      ? { filter: selected.filter, expected_count: selected.count, ...feedback }
      : { transaction_ids: [...selected], ...expectedOf(selected, versions), ...feedback }
  const count = 'count' in selected ? selected.count : selected.length
  const sent = await sendHonouringClaims(
    (choice) => callApi('POST /api/investigate/bulk', { body: { ...body, ...choice } }),
    { skippable: count > 1 },
  )
  if (!sent.ok) {
    toast.error(sent.problem.message)
    return null
  }
  const { updated, already, transaction_ids: decided, skipped } = sent.body
  const now = versionsIn(sent.body)
  const undo = { label: 'Undo', onClick: () => void undoTogether(decided, now, onUndone) }
  toast.success(saidOf(decision, updated, already, skipped.length), {
    action: updated > 0 ? undo : undefined,
  })
  const left = new Set(skipped.map(({ transaction_id }) => transaction_id))
  const transactionIds = 'count' in selected ? decided : selected.filter((id) => !left.has(id))
  return { transactionIds, decision, versions: now }
}

/**
 * Undoes the user's own latest decision on each of them, where that is still possible.
 * @returns false where the server rejects it
 */
export async function undoTogether(
  transactionIds: readonly string[],
  versions: Versions,
  onUndone: (done: DecidedTogether) => void,
): Promise<boolean> {
  const body = { transaction_ids: [...transactionIds], ...expectedOf(transactionIds, versions) }
  const sent = await sendHonouringClaims(
    (choice) => callApi('DELETE /api/investigate/bulk', { body: { ...body, ...choice } }),
    { skippable: transactionIds.length > 1 },
  )
  if (!sent.ok) {
    toast.error(sent.problem.message)
    return false
  }
  const { undone, kept, transaction_ids } = sent.body
  if (kept > 0)
    toast.info(`${undone} undone. ${kept} kept: another user has decided since, or five minutes have passed.`)
  else toast.success(undone === 1 ? 'Decision undone' : `${undone} decisions undone`)
  if (undone > 0)
    onUndone({ transactionIds: transaction_ids, decision: null, versions: versionsIn(sent.body) })
  return true
}

/** Sent where the version of each is known: those of rows that are not on the screen are not. */
function expectedOf(ids: readonly string[], versions: Versions): { expected_versions?: number[] } {
  const expected = ids.flatMap((id) => versions.get(id) ?? [])
  return expected.length === ids.length ? { expected_versions: expected } : {}
}

export const versionsIn = ({
  transaction_ids: ids,
  decision_versions: versions,
}: {
  transaction_ids: readonly string[]
  decision_versions: readonly number[]
}): Versions => new Map(ids.flatMap((id, i) => (versions[i] === undefined ? [] : [[id, versions[i]]])))

/** The versions of the rows of a list. */
export const versionsOf = (rows: readonly { transaction_id: string; decision_version: number }[]): Versions =>
  new Map(rows.map((row) => [row.transaction_id, row.decision_version]))

/** 'Confirmed fraud: 12 transactions, 2 were already, 1 left to its user' */
export function saidOf(decision: Decision, updated: number, already: number, skipped = 0): string {
  const rest = already === 0 ? '' : `, ${formatCount(already)} ${already === 1 ? 'was' : 'were'} already`
  const left =
    skipped === 0 ? '' : `, ${formatCount(skipped)} left to ${skipped === 1 ? 'its user' : 'their users'}`
  return `${DECISIONS[decision].label}: ${formatCounted(updated, 'transaction')}${rest}${left}`
}
