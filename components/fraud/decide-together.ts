import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import type { ApiQuery } from '@/components/http/api-types'
import type { Decision } from '@/lib/contract/decisions'
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
}

/** Long enough to read the message and to undo. */
const UNDO_SHOWN_MS = 10_000

/**
 * Records one decision on all of them, shows the result and offers the undo. Null where the server rejects it.
 * @param selected ids, or all that match a filter
 */
export async function decideTogether(
  selected: readonly string[] | Matching,
  { decision, notes }: { decision: Decision; notes: string },
  onUndone: (done: DecidedTogether) => void,
): Promise<DecidedTogether | null> {
  const feedback = { decision, notes: notes || undefined }
  const sent = await callApi('POST /api/investigate/bulk', {
    body:
      'count' in selected
        ? { filter: selected.filter, expected_count: selected.count, ...feedback }
        : { transaction_ids: [...selected], ...feedback },
  })
  if (!sent.ok) {
    toast.error(sent.problem.message)
    return null
  }
  const { updated, already, transaction_ids: decided } = sent.body
  const undo = { label: 'Undo', onClick: () => void undoTogether(decided, onUndone) }
  toast.success(saidOf(decision, updated, already), {
    duration: UNDO_SHOWN_MS,
    ...(updated > 0 ? { action: undo } : {}),
  })
  return { transactionIds: 'count' in selected ? decided : selected, decision }
}

/**
 * Undoes the user's own latest decision on each of them, where that is still possible.
 * @returns false where the server rejects it
 */
export async function undoTogether(
  transactionIds: readonly string[],
  onUndone: (done: DecidedTogether) => void,
): Promise<boolean> {
  const sent = await callApi('DELETE /api/investigate/bulk', {
    body: { transaction_ids: [...transactionIds] },
  })
  if (!sent.ok) {
    toast.error(sent.problem.message)
    return false
  }
  const { undone, kept, transaction_ids } = sent.body
  if (kept > 0)
    toast.info(`${undone} undone. ${kept} kept: another user has decided since, or five minutes have passed.`)
  else toast.success(undone === 1 ? 'Decision undone' : `${undone} decisions undone`)
  if (undone > 0) onUndone({ transactionIds: transaction_ids, decision: null })
  return true
}

/** 'Confirmed fraud: 12 transactions, 2 were already'. */
export function saidOf(decision: Decision, updated: number, already: number): string {
  const rest = already === 0 ? '' : `, ${formatCount(already)} ${already === 1 ? 'was' : 'were'} already`
  return `${DECISIONS[decision].label}: ${formatCounted(updated, 'transaction')}${rest}`
}
