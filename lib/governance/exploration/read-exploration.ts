import { readInstitutionSettings } from '@/lib/access/tenants'
import { authorize, type Context } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { readLabelDelay } from '@/lib/governance/models'
import { estimateFrauds, estimatePrecision, type ExplorationSums } from './estimate-precision'
import { presentSettings } from './present'
import type { Exploration, ExplorationSettings } from './schema'
import { DAY_MS } from '@/lib/platform/time'

/** Matured days that the estimate looks back on. */
const WINDOW_DAYS = 90

interface Sums extends ExplorationSums {
  frauds: number
  spent: string
  lost: string
}

/** The settings in force, what today has let through, and the precision of blocking that the matured days show. */
export async function getExploration(ctx: Context): Promise<Exploration> {
  authorize(ctx, 'model:read')
  const tenantId = ctx.tenant.id
  const delayDays = await readLabelDelay(tenantId)
  const to = new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - delayDays * DAY_MS)
  const from = new Date(to.getTime() - WINDOW_DAYS * DAY_MS)
  const digits = minorDigits(ctx.tenant.currency)
  return withTenant({ tenantId }, async (tx) => {
    const sums = await readSums(tx, tenantId, from, to, digits)
    const estimate = estimatePrecision(sums)
    return {
      settings: await explorationInForce(tx, tenantId),
      four_eyes: (await readInstitutionSettings(tx)).four_eyes,
      currency: ctx.tenant.currency,
      today: await readToday(tx, tenantId, digits),
      from: from.toISOString(),
      to: to.toISOString(),
      label_delay_days: delayDays,
      estimate: {
        candidates: sums.candidates,
        let_through: sums.letThrough,
        frauds: sums.frauds,
        precision: estimate?.precision ?? null,
        precision_low: estimate?.low ?? null,
        precision_high: estimate?.high ?? null,
        frauds_total: estimateFrauds(sums),
        amount_let_through: sums.spent,
        amount_lost: sums.lost,
      },
    }
  })
}

/** The settings in force, in the transaction of the caller. */
export async function explorationInForce(tx: TenantClient, tenantId: string): Promise<ExplorationSettings> {
  const row = await tx.explorationSettings.findFirst({ where: { tenantId }, orderBy: { version: 'desc' } })
  return row && presentSettings(row)
}

/** The current label is the last row, unless that row withdraws one. Without a label a matured payment was genuine. */
async function readSums(
  tx: TenantClient,
  tenantId: string,
  from: Date,
  to: Date,
  digits: number,
): Promise<Sums> {
  const [sums] = await tx.$queryRaw<[Sums]>`
    select count(*)::float8 as candidates, count(*) filter (where let_through)::float8 as "letThrough",
           coalesce(sum(1 / propensity) filter (where let_through), 0) as weights,
           coalesce(sum(1 / propensity ^ 2) filter (where let_through), 0) as "squaredWeights",
           coalesce(sum(1 / propensity) filter (where let_through and is_fraud), 0) as "fraudWeights",
           count(*) filter (where let_through and is_fraud)::float8 as frauds,
           round(coalesce(sum(amount) filter (where let_through), 0), ${digits}::integer)::text as spent,
           round(coalesce(sum(amount) filter (where let_through and is_fraud), 0), ${digits}::integer)::text as lost
      from (
        select e.*, coalesce(l.is_fraud, false) as is_fraud
          from explorations e
          left join lateral (
            select sign = 1 and is_fraud as is_fraud from transaction_labels
             where tenant_id = e.tenant_id and transaction_id = e.transaction_id order by seq desc limit 1
          ) l on e.let_through
         where e.tenant_id = ${tenantId}::uuid and e.day >= ${from}::date and e.day < ${to}::date) explored`
  return sums
}

async function readToday(tx: TenantClient, tenantId: string, digits: number): Promise<Exploration['today']> {
  const [today] = await tx.$queryRaw<[{ let_through: number; amount: string }]>`
    select count(*)::integer as let_through, round(coalesce(sum(amount), 0), ${digits}::integer)::text as amount
      from explorations
     where tenant_id = ${tenantId}::uuid and let_through
       and day = (select (now() at time zone time_zone)::date from tenants where id = ${tenantId}::uuid)`
  return today
}
