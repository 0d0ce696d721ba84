import { DECISIONS } from '@/lib/contract/decisions'
import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { moment } from '@/lib/contract/moment'
import { OUTCOMES, REASON_CODES, RISK_BANDS } from '@/lib/engine/policy'
import { countryCode } from '@/lib/contract/country-code'
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'

/** The one filter of scored transactions: of URLs, lists, summaries, exports, the next alert and decisions on all matches. */

/** flagged: to be reviewed or blocked; a flagged transaction is an alert. */
export const OUTCOME_FILTERS = [...OUTCOMES, 'flagged'] as const
export const DECISION_FILTERS = ['pending', ...DECISIONS, 'decided'] as const
export const REPLAYED_FILTERS = ['only', 'without'] as const
export const TRANSACTION_ORDERS = ['time', 'loss'] as const
export type TransactionOrder = (typeof TRANSACTION_ORDERS)[number]
/** Hours by name. */
export const AGES = { '24h': 24, '7d': 168, '30d': 720 } as const
export type Age = keyof typeof AGES

const MAX_TEXT = 64
const NO_CONTROL = /^[^\p{Cc}]+$/u

const score = z
  .string()
  .regex(/^(0(\.\d{1,12})?|1(\.0{1,12})?)$/, 'must be a number from 0 to 1')
  .transform(Number)
const amount = z.string().regex(/^\d{1,16}(\.\d{1,4})?$/, 'must be an amount with at most four decimals')
const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,2}$/, `must be a whole number from ${min} to ${max}`)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

const order = z
  .enum(TRANSACTION_ORDERS)
  .describe(
    'time: newest first; loss: highest expected loss (score x amount) first. Ties by transaction id, newest first',
  )

export const transactionFilter = z.strictObject({
  q: z
    .string()
    .trim()
    .min(1)
    .max(MAX_TEXT)
    .regex(NO_CONTROL, 'must not contain control characters')
    .optional()
    .describe('Account, device, phone, external id or transaction id; else what one begins with or holds'),
  type: z.enum(TRANSACTION_TYPES).optional(),
  risk_band: z.enum(RISK_BANDS).optional(),
  outcome: z.enum(OUTCOME_FILTERS).optional().describe('flagged: review or block'),
  decision: z.enum(DECISION_FILTERS).optional().describe('pending: none; decided: any'),
  reason: z
    .string()
    .regex(/^[a-z0-9_]{1,80}$/, 'must be a reason code')
    .optional()
    .describe(`A reason code, for instance ${Object.keys(REASON_CODES)[0]}`),
  min_score: score.optional(),
  max_score: score.optional(),
  min_amount: amount.optional().describe("In the institution's currency"),
  max_amount: amount.optional().describe("In the institution's currency"),
  from: moment
    .optional()
    .describe("From this instant, or from the start of this day on the institution's clock"),
  to: moment.optional().describe('Before this instant, or to the end of this day'),
  age: z
    .enum(Object.keys(AGES) as [Age, ...Age[]])
    .optional()
    .describe('Occurred within this time before now'),
  country: countryCode.optional().describe('ISO 3166-1 alpha-2'),
  region: z
    .string()
    .regex(/^US-[A-Z]{2}$/, 'must be a state of the United States, such as US-CA')
    .optional(),
  weekday: wholeNumber(1, 7).optional().describe("1 is Monday, on the institution's clock"),
  hour: wholeNumber(0, 23).optional().describe("On the institution's clock"),
  upload: uuid.optional().describe('Scored by this upload of a file'),
  replayed: z
    .enum(REPLAYED_FILTERS)
    .optional()
    .describe('only: transactions of replays; without: all others'),
  order: order.default('time'),
})
export type TransactionFilter = z.output<typeof transactionFilter>

/** The same filter where alerts are worked through: the highest expected loss comes first. */
export const queueFilter = transactionFilter.extend({ order: order.default('loss') })

/** How many rows a page or a summary may look through. */
export const SCAN_LIMIT = 10_000
