import type { Tenant } from '@/lib/contract/context'
import type { Outcome } from '@/lib/engine/policy'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { NAMED_FLIPS, type PreviewDays } from '../schema'
import { fraudCostSql, type OutcomeCosts } from './flip-money'
import type { RowSource } from './row-source'
import type { Slice } from './slices'

/** Rows of the shortest window that holds them, with one outcome before and after. */
export interface Group {
  span: PreviewDays
  was: Outcome
  will: Outcome
  transactions: number
  /** Exact decimal. */
  amount: string
  /** Sums for the money, as in FlipMoments; 0 where the outcome stays. */
  expectedWon: number
  expectedLost: number
  varianceWon: number
  varianceLost: number
  covariance: number
}

export interface HeavyFlip {
  span: PreviewDays
  probability: number
  won: number
  lost: number
}

export interface LargeFlip {
  transactionId: string
  occurredAt: string
  senderAccount: string
  amount: string
  score: number
  was: Outcome
  will: Outcome
}

export interface Flips {
  groups: Group[]
  heavy: HeavyFlip[]
  largest: LargeFlip[]
}

/** Rows per window that the interval draws one by one. */
export const HEAVY = 200

/**
 * For this transaction: some hundred thousand rows stay in memory, and workers share their reading. By the usual costs the planner
 * reads alone, because it counts on handing over each row, which here is half of the time.
 */
const SETTINGS = { work_mem: '64MB', parallel_setup_cost: '100', parallel_tuple_cost: '0.001' }

export async function raiseLimits(tx: TenantClient): Promise<void> {
  await tx.$queryRaw`
    select set_config(name, value, true)
      from unnest(${Object.keys(SETTINGS)}::text[], ${Object.values(SETTINGS)}::text[]) s (name, value)`
}

/**
 * Counts, sums and the rows that matter most, of one slice. The rows are read once; of the flipped ones, the heaviest and the
 * largest are kept while they pass, so that a threshold that flips much of the traffic sorts nothing.
 */
export async function readFlips(
  tx: TenantClient,
  { id: tenantId, currency }: Tenant,
  { tables, rows }: RowSource,
  slice: Slice,
  spans: readonly PreviewDays[],
  costs: OutcomeCosts,
): Promise<Flips> {
  const won = fraudCostSql(Prisma.sql`was`, costs)
  const lost = fraudCostSql(Prisma.sql`will`, costs)
  const [flips] = await tx.$queryRaw<[Flips]>`
    with ${tables(slice)} judged as materialized (${rows(slice)}), flipped as materialized (
      select transaction_id, span, score, own, was, will, ${won} as won, ${lost} as lost, score * (1 - score) as spread
        from judged where was <> will
    ), heaviest as (
      select f.* from unnest(${[...spans]}::int[]) asked (days) cross join lateral (
        select span, score, won, lost from flipped where span = asked.days
         order by spread * (won - lost) ^ 2 desc, transaction_id limit ${HEAVY}) f
    ), largest as (
      select transaction_id, own, score, was, will from flipped
       order by own desc nulls last, transaction_id limit ${NAMED_FLIPS}
    )
    select
      (select coalesce(json_agg(g), '[]') from (
         select span, was, will, count(*) as transactions, coalesce(sum(own), 0)::text as amount,
                0 as "expectedWon", 0 as "expectedLost", 0 as "varianceWon", 0 as "varianceLost", 0 as covariance
           from judged where was = will group by 1, 2, 3
         union all
         select span, was, will, count(*), coalesce(sum(own), 0)::text, sum(score * won), sum(score * lost),
                sum(spread * won ^ 2), sum(spread * lost ^ 2), sum(spread * won * lost)
           from flipped group by 1, 2, 3) g) as groups,
      (select coalesce(json_agg(json_build_object('span', span, 'probability', score, 'won', won, 'lost', lost)), '[]')
         from heaviest) as heavy,
      (select coalesce(json_agg(json_build_object(
                'transactionId', l.transaction_id, 'occurredAt', s.occurred_at, 'senderAccount', s.sender_account,
                'amount', coalesce(l.own, s.amount)::text, 'score', l.score, 'was', l.was, 'will', l.will)
                order by l.own desc nulls last, l.transaction_id), '[]')
         from largest l join scored_transactions s
           on s.tenant_id = ${tenantId}::uuid and s.transaction_id = l.transaction_id
        where s.converted_amount is not null or s.currency = ${currency}) as largest`
  return flips
}
