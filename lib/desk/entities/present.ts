import { toConverted } from '@/lib/contract/converted-money'
import { amountText } from '@/lib/contract/currency-digits'
import { clampInstant, type Prisma, type TenantClient } from '@/lib/platform/db'
import {
  type EntityActivity,
  type EntityNote,
  type EntityTransaction,
  type EntityUsual,
  MOST_ROWS,
  type TrendDay,
} from './schema'

/** A row of `scored_transactions` with its direction as seen from the entity. */
export interface EntityRow {
  transaction_id: string
  occurred_at: Date
  direction: EntityTransaction['direction']
  type: string
  amount: Prisma.Decimal
  converted_amount: Prisma.Decimal | null
  currency: string
  sender_account: string
  receiver_account: string | null
  score: number
  risk_band: EntityTransaction['risk_band']
  outcome: EntityTransaction['outcome']
  disposition: EntityTransaction['decision']
  decision_version: number
}

export const presentTransaction = (row: EntityRow, ownCurrency: string): EntityTransaction => ({
  transaction_id: row.transaction_id,
  occurred_at: row.occurred_at.toISOString(),
  direction: row.direction,
  type: row.type,
  amount: amountText(row.amount, row.currency),
  currency: row.currency,
  converted: toConverted(row.converted_amount, ownCurrency),
  sender_account: row.sender_account,
  receiver_account: row.receiver_account,
  score: row.score,
  risk_band: row.risk_band,
  outcome: row.outcome,
  decision: row.disposition,
  decision_version: row.decision_version,
})

type NoteRow = Awaited<ReturnType<TenantClient['entityNote']['findMany']>>[number]

export const presentNote = (row: NoteRow, names: ReadonlyMap<string, string>): EntityNote => ({
  id: row.id,
  body: row.body,
  user_id: row.userId,
  user_name: names.get(row.userId) ?? '',
  created_at: row.createdAt.toISOString(),
})

/** The figures of an entity as JSON objects of the database, which writes times with an offset. */
export interface FiguresRow {
  activity: Omit<EntityActivity, 'currency' | 'transactions' | 'looked_at_since'> & {
    found: number
    since: string | null
  }
  usual: Omit<EntityUsual, 'hours'> & { hours: { hour: number; transactions: number }[] }
  trend: TrendDay[]
}

export function presentFigures({ activity, usual, trend }: FiguresRow, currency: string) {
  const { found, since, ...totals } = activity
  const hours = new Array<number>(24).fill(0)
  for (const { hour, transactions } of usual.hours) hours[hour] = transactions
  return {
    activity: {
      currency,
      transactions: { count: Math.min(found, MOST_ROWS), capped: found > MOST_ROWS },
      looked_at_since: utc(since),
      ...totals,
    },
    usual: { ...usual, from: utc(usual.from), to: utc(usual.to), hours },
    trend,
  }
}

const utc = (time: string | null): string | null => time && new Date(clampInstant(time)).toISOString()
