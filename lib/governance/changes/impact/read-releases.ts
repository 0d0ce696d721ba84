import type { Tenant } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import { velocityInForce } from '@/lib/governance/velocity'
import type { TenantClient } from '@/lib/platform/db'
import { DAY_MS } from '@/lib/platform/time'
import { FLAGGED, NOT_REPLAYED, ownAmount, S } from '@/lib/scoring/read-model'
import type { ExplorationPayload, Released, Releases } from '../schema'
import { floorsOf } from './outcome-sql'

/** Days that the expectation looks back on. */
const WINDOW_DAYS = 30

interface Sums {
  candidates: number
  coveredDays: number
  /** Per day, before and after. */
  payments: [number, number]
  amount: [number, number]
  fraudAmount: [number, number]
}

/**
 * What exploration would have let through in the last 30 days under both settings, in expectation: of each day, the share of
 * the payments that the score alone blocked and that the cap admits, cut to the budget of the day. A payment that was let
 * through then counts as blocked. One pass over the alerts of the period.
 */
export async function readReleases(
  tx: TenantClient,
  { id: tenantId, currency, timeZone }: Tenant,
  before: ExplorationPayload,
  after: ExplorationPayload,
): Promise<Releases> {
  const { review, block } = floorsOf(await velocityInForce(tx, tenantId))
  const to = new Date()
  const from = new Date(to.getTime() - WINDOW_DAYS * DAY_MS)
  const [sums] = await tx.$queryRaw<[Sums]>`
    with candidates as materialized (
      select (s.occurred_at at time zone ${timeZone})::date as day, ${ownAmount(S, currency)} as own, s.score
        from scored_transactions s
       where s.tenant_id = ${tenantId}::uuid and s.occurred_at >= ${from} and s.occurred_at < ${to}
         and s.${NOT_REPLAYED}
         and ${FLAGGED} and s.outcome = 'block' and 'score_above_block' = any (s.reason_codes)
         and not s.reason_codes && ${[...review, ...block]}::text[]
       union all
      select e.day, e.amount, e.score from explorations e
       where e.tenant_id = ${tenantId}::uuid and e.day >= ${from}::date and e.let_through
    ), covered as (
      select greatest(1, least(${WINDOW_DAYS}::int, extract(epoch from ${to}::timestamptz - (
               select occurred_at from scored_transactions where tenant_id = ${tenantId}::uuid and ${NOT_REPLAYED}
                order by occurred_at, transaction_id limit 1)) / 86400))::float8 as days
    ), sides (place, share, cap, budget) as (
      values (1, ${before.share}::float8, ${before.amount_cap}::numeric, ${before.daily_budget}::numeric),
             (2, ${after.share}::float8, ${after.amount_cap}::numeric, ${after.daily_budget}::numeric)
    ), per_day as (
      select place, day, share * count(*) as payments, share * sum(own)::float8 as amount,
             share * sum(own::float8 * score) as fraud, min(budget)::float8 as budget
        from sides join candidates on own <= cap group by place, share, day
    ), cut as (
      -- Where the budget ends the day early, payments and fraud shrink with the money.
      select place, payments * kept as payments, amount * kept as amount, fraud * kept as fraud
        from per_day cross join lateral (select case when amount > budget then budget / amount else 1 end as kept) k
    ), summed as (
      select place, coalesce(sum(payments) / days, 0) as payments, coalesce(sum(amount) / days, 0) as amount,
             coalesce(sum(fraud) / days, 0) as fraud
        from sides cross join covered left join cut using (place) group by place, days
    )
    select (select count(*) from candidates)::int as candidates, coalesce((select days from covered), 1) as "coveredDays",
           array_agg(payments order by place) as payments, array_agg(amount order by place) as amount,
           array_agg(fraud order by place) as "fraudAmount"
      from summed`
  const digits = minorDigits(currency)
  const side = (place: 0 | 1): Released => ({
    payments_per_day: sums.payments[place],
    amount_per_day: sums.amount[place].toFixed(digits),
    fraud_amount_per_day: sums.fraudAmount[place].toFixed(digits),
  })
  return {
    from: from.toISOString(),
    to: to.toISOString(),
    currency,
    covered_days: sums.coveredDays,
    candidates: sums.candidates,
    before: side(0),
    after: side(1),
  }
}
