import { z } from 'zod'
import { cursorCodec, sortInstant } from '@/lib/contract/pagination'
import type { TransactionFilter } from './filter'
import type { SearchKey } from './search-rows'

const byTime = cursorCodec(z.tuple([sortInstant, z.uuid()]))
const byLoss = cursorCodec(z.tuple([z.number(), z.uuid()]))

/** What makes two lists the same list: a cursor of one is refused by another. */
const listOf = (filter: TransactionFilter) => ['transactions', filter]

/** Where the list goes on after this row. */
export const encodeKey = (
  filter: TransactionFilter,
  { occurredAt, expectedLoss, transactionId }: SearchKey,
): string =>
  filter.order === 'time'
    ? byTime.encode(listOf(filter), [occurredAt.toISOString(), transactionId])
    : byLoss.encode(listOf(filter), [expectedLoss, transactionId])

/** @throws AppError invalid-cursor unless it is one of this filter */
export function decodeKey(filter: TransactionFilter, cursor: string): SearchKey {
  if (filter.order === 'time') {
    const [occurredAt, transactionId] = byTime.decode(listOf(filter), cursor)
    return { occurredAt: new Date(occurredAt), expectedLoss: 0, transactionId }
  }
  const [expectedLoss, transactionId] = byLoss.decode(listOf(filter), cursor)
  return { occurredAt: new Date(0), expectedLoss, transactionId }
}
