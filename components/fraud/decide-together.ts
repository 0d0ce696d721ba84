import { toast } from '@/components/ui/toast'
import { callApi } from '@/components/http/api-client'
import type { Decision } from '@/lib/contract/decisions'
import { DECISIONS } from './labels'

/** The current decision on these transactions; null after an undo. */
export interface DecidedTogether {
  transactionIds: readonly string[]
  decision: Decision | null
}

/** Long enough to read the message and to undo. */
const UNDO_SHOWN_MS = 10_000

/** Records one decision on all of them, shows the result and offers the undo. Null where the server rejects it. */
export async function decideTogether(
  transactionIds: readonly string[],
  { decision, notes }: { decision: Decision; notes: string },
  onUndone: (done: DecidedTogether) => void,
): Promise<DecidedTogether | null> {
  const sent = await callApi('POST /api/investigate/bulk', {
    body: { transaction_ids: [...transactionIds], decision, notes: notes || undefined },
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
  return { transactionIds, decision }
}

/** Undoes the user's own latest decision on each of them, where that is still possible. */
export async function undoTogether(
  transactionIds: readonly string[],
  onUndone: (done: DecidedTogether) => void,
): Promise<void> {
  const sent = await callApi('DELETE /api/investigate/bulk', {
    body: { transaction_ids: [...transactionIds] },
  })
  if (!sent.ok) return void toast.error(sent.problem.message)
  const { undone, kept } = sent.body
  if (kept > 0)
    toast.info(`${undone} undone. ${kept} kept: another user has decided since, or five minutes have passed.`)
  else toast.success(undone === 1 ? 'Decision undone' : `${undone} decisions undone`)
  if (undone > 0) onUndone({ transactionIds, decision: null })
}

/** 'Confirmed fraud: 12 transactions, 2 were already'. */
export function saidOf(decision: Decision, updated: number, already: number): string {
  const count = updated === 1 ? '1 transaction' : `${updated} transactions`
  const rest = already === 0 ? '' : `, ${already} ${already === 1 ? 'was' : 'were'} already`
  return `${DECISIONS[decision].label}: ${count}${rest}`
}
