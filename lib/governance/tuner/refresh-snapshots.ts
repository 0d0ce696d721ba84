import { findTenantsWithOldTunerSnapshots, withTenant } from '@/lib/platform/db'
import { labelDelayDays, presentModel, readBundleDocuments } from '@/lib/governance/models'
import { isDraining } from '@/lib/platform/lifecycle'
import { readFrauds } from './read-frauds'
import { refreshDays } from './refresh-days'
import { TUNER_THRESHOLDS } from './thresholds'
import { DAY_MS } from '@/lib/platform/time'

/** Matured days that the tuner looks back on. */
const WINDOW_DAYS = 90

/** Age from which a snapshot is computed again. */
const STALE_MS = 3_600_000

/** Computes the snapshots that are older than an hour, in every tenant with a production model. Returns how many. */
export async function refreshTunerSnapshots(now: Date): Promise<number> {
  let refreshed = 0
  for (const tenantId of await findTenantsWithOldTunerSnapshots(new Date(now.getTime() - STALE_MS))) {
    if (isDraining()) return refreshed
    await refreshTunerSnapshot(tenantId, now)
    refreshed++
  }
  return refreshed
}

/** Computes the snapshot of the tenant's production model from its matured days; nothing without such a model. */
export async function refreshTunerSnapshot(tenantId: string, now: Date): Promise<void> {
  const model = await withTenant({ tenantId }, (tx) =>
    tx.modelVersion.findFirst({ where: { tenantId, stage: 'production' } }),
  )
  if (!model) return
  const { id } = model
  const delayDays = labelDelayDays(await readBundleDocuments(tenantId, presentModel(model)))
  const to = new Date(Math.floor(now.getTime() / DAY_MS) * DAY_MS - delayDays * DAY_MS)
  const from = new Date(to.getTime() - WINDOW_DAYS * DAY_MS)
  await refreshDays(tenantId, from, to)
  const traffic = await sumDays(tenantId, id, from, to)
  const known = await readFrauds(tenantId, id, traffic.from, to, now)
  await withTenant({ tenantId }, async (tx) => {
    await tx.tunerDay.deleteMany({ where: { tenantId, day: { lt: from } } })
    // One statement: two processes that write at once leave one row.
    await tx.$executeRaw`
      insert into tuner_snapshots (tenant_id, model_version_id, as_of, from_day, to_day, label_delay_days, payments_per_day,
        counts, frauds, fraud_amounts, fraud_squares)
      values (${tenantId}::uuid, ${id}::uuid, ${now}, ${traffic.from}::date, ${to}::date, ${delayDays}::integer,
        ${traffic.paymentsPerDay}::float8, ${traffic.counts}::float8[], ${known.frauds}::float8[],
        ${known.fraudAmounts}::float8[], ${known.fraudSquares}::float8[])
      on conflict (tenant_id, model_version_id) do update set as_of = excluded.as_of, from_day = excluded.from_day,
        to_day = excluded.to_day, label_delay_days = excluded.label_delay_days,
        payments_per_day = excluded.payments_per_day, counts = excluded.counts, frauds = excluded.frauds,
        fraud_amounts = excluded.fraud_amounts, fraud_squares = excluded.fraud_squares`
  })
}

interface Traffic {
  /** The first day of the window with a payment of the model. */
  from: Date
  counts: number[]
  /** Of all models: what the institution's threshold decides about. */
  paymentsPerDay: number
}

const sumDays = (tenantId: string, modelVersionId: string, from: Date, to: Date): Promise<Traffic> =>
  withTenant({ tenantId }, async (tx) => {
    const [span] = await tx.$queryRaw<{ first: Date | null; payments: number | null }[]>`
      select own.first, (select sum(payments)::float8 from tuner_days
                          where tenant_id = ${tenantId}::uuid and day >= own.first and day < ${to}::date) as payments
        from (select min(day) as first from tuner_days
               where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid
                 and day >= ${from}::date and day < ${to}::date) own`
    const rows = await tx.$queryRaw<{ bin: number; payments: number }[]>`
      select (c.bin - 1)::integer as bin, sum(c.payments)::float8 as payments
        from tuner_days d cross join unnest(d.counts) with ordinality c (payments, bin)
       where d.tenant_id = ${tenantId}::uuid and d.model_version_id = ${modelVersionId}::uuid
         and d.day >= ${from}::date and d.day < ${to}::date and c.payments > 0
       group by 1`
    const counts = new Array<number>(TUNER_THRESHOLDS.length + 1).fill(0)
    for (const { bin, payments } of rows) counts[bin] = payments
    const first = span?.first ?? to
    const days = (to.getTime() - first.getTime()) / DAY_MS
    return { from: first, counts, paymentsPerDay: days > 0 ? (span?.payments ?? 0) / days : 0 }
  })
