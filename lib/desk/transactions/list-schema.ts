import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { cappedCount } from '@/lib/contract/capped-count'
import { converted } from '@/lib/contract/converted-money'
import { DECISIONS } from '@/lib/contract/decisions'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'

/** Responses of the lists of scored transactions. Money is exact decimal text; times are ISO 8601, UTC. */
export const money = z.string().describe('Exact decimal')
export const time = z.string().describe('ISO 8601, UTC')

/** A scored transaction as lists show it. */
export const transactionRowResponse = z.object({
  transaction_id: uuid,
  prediction_id: uuid,
  external_id: z.string().nullable(),
  score: z.number(),
  risk_band: z.enum(RISK_BANDS),
  outcome: z.enum(OUTCOMES),
  expected_loss: z.number().describe("In the institution's currency; 0 where its currency had no rate"),
  amount: money.describe('Exact decimal, as received'),
  currency: z.string(),
  converted,
  type: z.string(),
  sender_account: z.string(),
  receiver_account: z.string().nullable(),
  device_id: z.string().nullable(),
  phone: z.string().nullable(),
  country: z.string().nullable(),
  reason_codes: z.array(z.string()),
  decision: z.enum(DECISIONS).nullable(),
  decision_version: z.int().describe('Grows with each decision and each undo: the value for If-Match'),
  replayed: z.boolean().describe('Scored by a replay: the payment did not happen'),
  occurred_at: time,
  scored_at: time,
})
export type TransactionRow = z.infer<typeof transactionRowResponse>

/** Flagged transactions are alerts: the policy did not approve them. */
export const isFlagged = ({ outcome }: { outcome: string }): boolean => outcome !== 'approve'

/** How far a search looked where it stopped before its page was full; both null where nothing was left out. */
const searchedTo = z.object({
  searched_back_to: z
    .string()
    .nullable()
    .describe('Set if the page stopped at the row limit in order of time: the time of the last row searched'),
  searched_down_to: z
    .number()
    .nullable()
    .describe('The same in order of expected loss: the expected loss of the last row searched'),
})
export type SearchedTo = z.infer<typeof searchedTo>

export const transactionPageResponse = z.object({
  items: z.array(transactionRowResponse),
  next_cursor: z.string().nullable(),
  ...searchedTo.shape,
  more_ids: z.boolean().describe('More than 20 ids match the text; only the first 20 were searched'),
})
export type TransactionPage = z.infer<typeof transactionPageResponse>

export const transactionSummaryResponse = z.object({
  total: cappedCount,
  complete: z.boolean().describe('False if the figures cover only the first 10,000 rows searched'),
  total_amount: z.string().describe("Exact decimal, in the institution's currency"),
  other_currencies: z.int().describe('Matches in other currencies without a rate, not in the amount'),
  confirmed_fraud: z.int(),
  false_positives: z.int(),
  pending: z.int().describe('Alerts without a decision'),
  average_score: z.number().nullable(),
})
export type TransactionSummary = z.infer<typeof transactionSummaryResponse>

export const investigateResponse = transactionPageResponse.extend({
  stats: transactionSummaryResponse.describe('Of the whole filter, not of the page'),
})
