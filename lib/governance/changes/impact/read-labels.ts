import type { TenantClient } from '@/lib/platform/db'
import { NOT_REPLAYED } from '@/lib/scoring/read-model'
import type { ImpactWindow } from '../schema'
import type { Period } from './period'
import type { RowSource } from './row-source'
import { DAY_MS } from '@/lib/platform/time'

interface LabelRow {
  days: number
  frauds: number
  fraudsBefore: number
  fraudsAfter: number
  genuineBefore: number
  genuineAfter: number
}

/**
 * What the known frauds and genuine payments say, window by window: as many days as the window, up to the time before
 * which labels are mature. Only labels that arrived since then are read, by their time of arrival. Each finds its
 * transaction by itself: with old statistics the planner would read the whole period for every label.
 * @param delayDays labels of transactions younger than this are still arriving
 */
export async function readLabels(
  tx: TenantClient,
  tenantId: string,
  { windows, to }: Period,
  { tables, outcomes, join }: RowSource,
  delayDays: number,
): Promise<ImpactWindow['labels'][]> {
  const until = new Date(to.getTime() - delayDays * DAY_MS)
  const lengths = windows.map(({ days }) => days)
  const start = (days: number) => new Date(until.getTime() - days * DAY_MS)
  const longest = start(Math.max(...lengths))
  const rows = await tx.$queryRaw<LabelRow[]>`
    with ${tables({ from: longest, to: until })} labelled as materialized (
      select distinct on (transaction_id) transaction_id, is_fraud, sign from transaction_labels
       where tenant_id = ${tenantId}::uuid and arrived_at >= ${longest}::timestamptz
       order by transaction_id, seq desc
    ), known as materialized (
      select s.occurred_at, l.is_fraud, ${outcomes}
        from labelled l cross join lateral (
          select * from scored_transactions
           where tenant_id = ${tenantId}::uuid and transaction_id = l.transaction_id limit 1) s ${join}
       where l.sign = 1 and s.${NOT_REPLAYED} and s.occurred_at >= ${longest}::timestamptz and s.occurred_at < ${until}::timestamptz
    )
    select asked.days,
           count(*) filter (where k.is_fraud)::int as frauds,
           count(*) filter (where k.is_fraud and was <> 'approve')::int as "fraudsBefore",
           count(*) filter (where k.is_fraud and will <> 'approve')::int as "fraudsAfter",
           count(*) filter (where not k.is_fraud and was <> 'approve')::int as "genuineBefore",
           count(*) filter (where not k.is_fraud and will <> 'approve')::int as "genuineAfter"
      from unnest(${lengths}::int[]) asked (days)
      left join known k on k.occurred_at >= ${until}::timestamptz - make_interval(days => asked.days)
     group by asked.days order by asked.days`
  return rows.map(({ days, frauds, ...stopped }) => ({
    from: start(days).toISOString(),
    to: until.toISOString(),
    frauds,
    frauds_stopped: { before: stopped.fraudsBefore, after: stopped.fraudsAfter },
    genuine_stopped: { before: stopped.genuineBefore, after: stopped.genuineAfter },
  }))
}
