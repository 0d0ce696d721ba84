import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { cursorCodec, sortInstant } from '@/lib/contract/pagination'
import type { TransactionFilter } from './filter'
import type { SortKey } from './scored-sql'

const byTime = cursorCodec(z.tuple([sortInstant, uuid]))
const byLoss = cursorCodec(z.tuple([z.number(), uuid]))

/** A cursor belongs to one filter, in whatever order its keys were set. */
const listOf = (filter: TransactionFilter) => [
  'transactions',
  Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .sort(),
]

/** The cursor of the rows after this one. */
export const encodeCursor = (filter: TransactionFilter, key: SortKey): string =>
  filter.order === 'time'
    ? byTime.encode(listOf(filter), [key.occurred_at.toISOString(), key.transaction_id])
    : byLoss.encode(listOf(filter), [key.expected_loss, key.transaction_id])

/** @throws AppError invalid-cursor for a cursor of another filter */
export function decodeCursor(filter: TransactionFilter, cursor: string): SortKey {
  if (filter.order === 'time') {
    const [occurredAt, transactionId] = byTime.decode(listOf(filter), cursor)
    return { occurred_at: new Date(occurredAt), expected_loss: 0, transaction_id: transactionId }
  }
  const [expectedLoss, transactionId] = byLoss.decode(listOf(filter), cursor)
  return { occurred_at: new Date(0), expected_loss: expectedLoss, transaction_id: transactionId }
}
