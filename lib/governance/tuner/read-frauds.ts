import { withTenant } from '@/lib/platform/db'
import { NOT_REPLAYED } from '@/lib/scoring/read-model'
import { TUNER_THRESHOLDS } from './thresholds'
import { DAY_MS } from '@/lib/platform/time'

/** Days of arrival that one statement reads. */
const STEP_DAYS = 14

/** Known frauds of a model per bin of the score; amounts in the institution's currency, major units. */
export interface FraudBins {
  frauds: number[]
  fraudAmounts: number[]
  fraudSquares: number[]
}

interface Row {
  bin: number
  frauds: number
  amount: number
  square: number
}

/**
 * The payments of [from, to) whose current label is fraud, by the bin of the score that the model gave them. Amounts
 * without a rate count as zero: their loss in the institution's currency is not known.
 */
export async function readFrauds(
  tenantId: string,
  modelVersionId: string,
  from: Date,
  to: Date,
  now: Date,
): Promise<FraudBins> {
  const empty = () => new Array<number>(TUNER_THRESHOLDS.length + 1).fill(0)
  const bins: FraudBins = { frauds: empty(), fraudAmounts: empty(), fraudSquares: empty() }
  const step = STEP_DAYS * DAY_MS
  for (let at = from.getTime(); at <= now.getTime(); at += step) {
    const rows = await readStep(tenantId, modelVersionId, [from, to], [new Date(at), new Date(at + step)])
    for (const { bin, frauds, amount, square } of rows) {
      bins.frauds[bin] = (bins.frauds[bin] as number) + frauds
      bins.fraudAmounts[bin] = (bins.fraudAmounts[bin] as number) + amount
      bins.fraudSquares[bin] = (bins.fraudSquares[bin] as number) + square
    }
  }
  return bins
}

/** Labels that arrived within the span. A later row of the same payment replaces or withdraws a label. */
const readStep = (
  tenantId: string,
  modelVersionId: string,
  [from, to]: [Date, Date],
  [start, end]: [Date, Date],
): Promise<Row[]> =>
  withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<Row[]>`
      select width_bucket(s.score, ${[...TUNER_THRESHOLDS]}::float8[]) as bin, count(*)::float8 as frauds,
             sum(s.amount)::float8 as amount, sum(s.amount * s.amount)::float8 as square
        from transaction_labels l
       cross join lateral (
        select r.score, r.prediction_id, date_trunc('hour', r.occurred_at, t.time_zone) as hour,
               coalesce(r.converted_amount, case when r.currency = t.currency then r.amount else 0 end) as amount
          from scored_transactions r join tenants t on t.id = r.tenant_id
         where r.tenant_id = l.tenant_id and r.transaction_id = l.transaction_id and r.${NOT_REPLAYED} limit 1) s
       cross join lateral (
        select model_version_id from predictions where tenant_id = l.tenant_id and id = s.prediction_id limit 1) p
       where l.tenant_id = ${tenantId}::uuid and l.is_fraud and l.sign = 1
         and l.arrived_at >= ${start} and l.arrived_at < ${end}
         and s.hour >= ${from} and s.hour < ${to} and p.model_version_id = ${modelVersionId}::uuid
         and not exists (
           select from transaction_labels n
            where n.tenant_id = l.tenant_id and n.transaction_id = l.transaction_id and n.seq > l.seq)
       group by 1`,
  )
