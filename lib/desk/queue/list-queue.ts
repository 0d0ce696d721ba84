import type { Context } from '@/lib/contract/context'
import { listTransactions } from '@/lib/desk/transactions'
import {
  type QueueItem,
  type QueuePage,
  transactionFilter,
  type TransactionRow,
} from '@/lib/desk/transactions/schema'
import { queueInput, type QueueInput } from './schema'

/** A page of the queue: the search of all lists, by expected loss unless asked for by time. */
export async function listQueue(ctx: Context, input: QueueInput): Promise<QueuePage> {
  const { risk, decided, decision, limit, cursor, ...same } = queueInput.parse(input)
  const decidedOrNot = decided === undefined ? undefined : decided ? 'decided' : 'pending'
  const filter = transactionFilter.parse({ ...same, band: risk, decision: decision ?? decidedOrNot })
  const page = await listTransactions(ctx, filter, { limit, cursor })
  return {
    items: page.items.map(toQueueItem),
    nextCursor: page.nextCursor,
    searchedTo: page.searchedTo,
  }
}

function toQueueItem(row: TransactionRow): QueueItem {
  const { externalId: _, deviceId: _d, phone: _p, country: _c, reasonCodes: _r, ...item } = row
  return item
}
