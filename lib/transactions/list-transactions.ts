import { z } from 'zod'
import { authorize, type Context } from '@/lib/auth/context'
import { cursorCodec } from '@/lib/http/pagination'
import { Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { SCAN_LIMIT, type TransactionFilter } from './filter'
import type { QueueItem, SearchedTo, TransactionPage, TransactionRow } from './schema'
import {
  askedOf,
  isRanked,
  orderOf,
  prepareSearch,
  type Search,
  type SearchKey,
  walkedRows,
} from './search-rows'

/** Which part of the list, and how many rows it may look through. */
export interface PageInput {
  limit: number
  cursor?: string | undefined
  scanLimit?: number
}

interface StoredRow {
  transaction_id: string
  prediction_id: string
  occurred_at: Date
  scored_at: Date
  external_id: string | null
  type: string
  amount: Prisma.Decimal
  currency: string
  sender_account: string
  receiver_account: string | null
  device_id: string | null
  phone: string | null
  country: string | null
  score: number
  risk_band: QueueItem['riskBand']
  outcome: QueueItem['outcome']
  expected_loss: number
  reason_codes: string[]
  disposition: QueueItem['decision']
}

// The database knows no year zero.
const instant = z.iso.datetime().refine((value) => value >= '0001')
const byTime = cursorCodec(z.tuple([instant, z.uuid()]))
const byLoss = cursorCodec(z.tuple([z.number(), z.uuid()]))

/**
 * A page of scored transactions. It looks through at most `scanLimit` rows; where that ends before the page is full, the
 * page says how far it came and its cursor goes on from there.
 * @throws AppError invalid-cursor for a cursor of another filter
 */
export async function listTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { limit, cursor, scanLimit = SCAN_LIMIT }: PageInput,
): Promise<TransactionPage> {
  authorize(ctx, 'transaction:read')
  const after = cursor === undefined ? null : decode(filter, cursor)
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const search = await prepareSearch(tx, ctx, filter)
    if (!search) return { items: [], nextCursor: null, searchedTo: null, moreIds: false }
    const rows = await tx.$queryRaw<StoredRow[]>`
      select s.* from (${walkedRows(search, scanLimit, after)}) s
       where ${askedOf(search, after)} order by ${orderOf(filter)} limit ${limit + 1}`
    const items = rows.slice(0, limit).map(present)
    const { moreIds } = search
    const last = rows[limit - 1]
    if (rows.length > limit && last) {
      return { items, nextCursor: encode(filter, keyOf(last)), searchedTo: null, moreIds }
    }
    return { items, ...(await endOf(tx, search, scanLimit, after)), moreIds }
  })
}

/** Where a page that is not full ended: with the list, or with what may be looked through. */
async function endOf(
  tx: TenantClient,
  search: Search,
  scanLimit: number,
  after: SearchKey | null,
): Promise<{ nextCursor: string | null; searchedTo: SearchedTo | null }> {
  const { filter, driver } = search
  const ranked = isRanked(filter, driver)
  const backwards =
    ranked || filter.order === 'time'
      ? Prisma.sql`s.occurred_at, s.transaction_id`
      : Prisma.sql`s.expected_loss, s.transaction_id`
  const [end] = await tx.$queryRaw<(StoredRow & { looked: number })[]>`
    select s.*, count(*) over ()::int as looked from (${walkedRows(search, scanLimit, after)}) s
     order by ${backwards} limit 1`
  if (!end || end.looked < scanLimit) return { nextCursor: null, searchedTo: null }
  const byTimeOf = ranked || filter.order === 'time'
  return {
    nextCursor: ranked ? null : encode(filter, keyOf(end)),
    searchedTo: {
      occurredAt: byTimeOf ? end.occurred_at.toISOString() : null,
      expectedLoss: byTimeOf ? null : end.expected_loss,
    },
  }
}

const keyOf = (row: StoredRow): SearchKey => ({
  occurredAt: row.occurred_at,
  expectedLoss: row.expected_loss,
  transactionId: row.transaction_id,
})

/** What makes two lists the same list: a cursor of one is refused by another. */
const listOf = (filter: TransactionFilter) => ['transactions', filter]

const encode = (filter: TransactionFilter, { occurredAt, expectedLoss, transactionId }: SearchKey): string =>
  filter.order === 'time'
    ? byTime.encode(listOf(filter), [occurredAt.toISOString(), transactionId])
    : byLoss.encode(listOf(filter), [expectedLoss, transactionId])

function decode(filter: TransactionFilter, cursor: string): SearchKey {
  if (filter.order === 'time') {
    const [occurredAt, transactionId] = byTime.decode(listOf(filter), cursor)
    return { occurredAt: new Date(occurredAt), expectedLoss: 0, transactionId }
  }
  const [expectedLoss, transactionId] = byLoss.decode(listOf(filter), cursor)
  return { occurredAt: new Date(0), expectedLoss, transactionId }
}

const present = (row: StoredRow): TransactionRow => ({
  transactionId: row.transaction_id,
  predictionId: row.prediction_id,
  externalId: row.external_id,
  score: row.score,
  riskBand: row.risk_band,
  outcome: row.outcome,
  expectedLoss: row.expected_loss,
  amount: row.amount.toFixed(2),
  currency: row.currency,
  type: row.type,
  senderAccount: row.sender_account,
  receiverAccount: row.receiver_account,
  deviceId: row.device_id,
  phone: row.phone,
  country: row.country,
  reasonCodes: row.reason_codes,
  decision: row.disposition,
  occurredAt: row.occurred_at.toISOString(),
  scoredAt: row.scored_at.toISOString(),
})
