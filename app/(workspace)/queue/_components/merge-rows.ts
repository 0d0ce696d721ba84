import type { Claim } from '@/lib/desk/claims/schema'
import type { Decision } from '@/lib/contract/decisions'
import type { TransactionRow } from '@/lib/desk/transactions/schema'
import type { QueueRow } from './queue-columns'

interface Newest {
  items: readonly TransactionRow[]
  claims: Readonly<Record<string, Claim>>
}

/**
 * The shown rows in their order with their present state: decided here, decided elsewhere, claimed, or no longer in the
 * list.
 * @param decided the decisions made on this page since the rows were shown
 */
export function mergeRows(
  shown: readonly TransactionRow[],
  { items, claims }: Newest,
  decided: ReadonlyMap<string, Decision>,
): QueueRow[] {
  const newest = new Map(items.map((item) => [item.transaction_id, item]))
  return shown.map((item) => {
    const id = item.transaction_id
    const now = newest.get(id)
    const here = decided.get(id)
    const decision = here ?? (now ?? item).decision
    // Escalated work stays open, and so does its claim.
    const gone = here !== undefined || now === undefined
    const { decision_version } = now ?? item
    return { ...item, decision, decision_version, gone, claim: gone ? null : (claims[id] ?? null) }
  })
}
