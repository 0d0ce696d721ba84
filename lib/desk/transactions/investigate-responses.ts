import { z } from 'zod'
import { queueItemResponse } from './responses'
import { pageEnd, presentPageEnd } from './page-end'
import { presentQueueItem } from './present'
import { cappedCount } from '@/lib/contract/capped-count'
import type { TransactionPage, TransactionRow, TransactionSummary } from './schema'

/** What the search of scored transactions answers. */
export const transactionRowResponse = queueItemResponse.extend({
  external_id: z.string().nullable(),
  device_id: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  reason_codes: z.array(z.string()),
})

export const investigateResponse = z.object({
  items: z.array(transactionRowResponse),
  ...pageEnd,
  more_ids: z.boolean().describe('More than 20 ids match the text; only the first 20 were searched'),
  stats: z
    .object({
      total: cappedCount,
      complete: z.boolean().describe('False where the figures stop at the first 10,000 rows looked through'),
      total_amount: z.string().describe("Exact decimal, in the institution's currency"),
      other_currencies: z.int().describe('Matches in other currencies, not in the amount'),
      confirmed_fraud: z.int(),
      false_positives: z.int(),
      pending: z.int().describe('Alerts that nobody has decided'),
      avg_score: z.number().nullable(),
    })
    .describe('Of the whole filter, not of the page'),
})

export const presentTransactionRow = (row: TransactionRow) => ({
  ...presentQueueItem(row),
  external_id: row.externalId,
  device_id: row.deviceId,
  phone: row.phone,
  country: row.country,
  reason_codes: row.reasonCodes,
})

export const presentInvestigation = (page: TransactionPage, summary: TransactionSummary) => ({
  items: page.items.map(presentTransactionRow),
  ...presentPageEnd(page),
  more_ids: page.moreIds,
  stats: {
    total: summary.matches,
    complete: summary.complete,
    total_amount: summary.amount,
    other_currencies: summary.otherCurrencies,
    confirmed_fraud: summary.confirmedFraud,
    false_positives: summary.falsePositives,
    pending: summary.pendingAlerts,
    avg_score: summary.averageScore,
  },
})
