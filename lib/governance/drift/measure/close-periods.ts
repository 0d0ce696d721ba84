import { addPacked, binsIn, emptyTally, type Layout, stabilityIndex } from '@/lib/engine/drift'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { lockTenant } from './cursor'
import type { ModelLayouts } from './layout-of-model'
import { watchModels } from './watch-models'

/** A decision that was received in a period is stored within this time of its end, or counted after the period was closed. */
const GRACE_MS = 15 * 60_000
/** Periods that one transaction closes. */
const BATCH = 50

interface OpenPeriod {
  model_version_id: string
  grain: string
  window_start: Date
  tally: Uint8Array | null
}

/** Compares the hours and days that have ended with the baseline. Whenever a day was closed, the watch looks at it. */
export async function closePeriods(tenantId: string, layouts: ModelLayouts, now: Date): Promise<void> {
  const ended = new Date(now.getTime() - GRACE_MS)
  const watched = new Set<string>()
  for (let more = true; more && !isDraining();) {
    more = await withTenant({ tenantId }, async (tx) => {
      if (!(await lockTenant(tx, tenantId))) return false
      const closed = await closeBatch(tx, tenantId, layouts, ended)
      for (const { model_version_id, grain } of closed) if (grain === 'day') watched.add(model_version_id)
      return closed.length === BATCH
    })
  }
  if (watched.size === 0) return
  await watchModels(tenantId, [...watched], layouts, now)
  await withTenant({ tenantId }, (tx) => deleteExpired(tx, tenantId, now))
}

/** For how many days snapshots are kept. */
export const KEEP_DAYS = { hour: 35, day: 800 }

/** Some tens of rows a day: no slices needed. */
const deleteExpired = (tx: TenantClient, tenantId: string, now: Date): Promise<number> => tx.$executeRaw`
  delete from drift_snapshots where tenant_id = ${tenantId}::uuid and closed_at is not null
     and (grain = 'hour' and window_start < ${now}::timestamptz - make_interval(days => ${KEEP_DAYS.hour}::int)
       or grain = 'day' and window_start < ${now}::timestamptz - make_interval(days => ${KEEP_DAYS.day}::int))`

async function closeBatch(
  tx: TenantClient,
  tenantId: string,
  layouts: ModelLayouts,
  ended: Date,
): Promise<OpenPeriod[]> {
  const open = await tx.$queryRaw<OpenPeriod[]>`
    select s.model_version_id, s.grain, s.window_start, s.tally from drift_snapshots s join tenants n on n.id = s.tenant_id
     where s.tenant_id = ${tenantId}::uuid and s.closed_at is null
       and (s.window_start at time zone n.time_zone + case s.grain when 'day' then interval '1 day' else interval '1 hour' end)
             at time zone n.time_zone <= ${ended}
     order by s.window_start limit ${BATCH}`
  if (open.length === 0) return open
  const indexes: string[] = []
  for (const period of open) {
    const { layout } = await layouts.of(tx, period.model_version_id)
    indexes.push(`{${(layout && period.tally ? indexesOf(layout, period.tally) : []).join(',')}}`)
  }
  await tx.$executeRaw`
    update drift_snapshots s set closed_at = now(), indexes = c.indexes::float8[]
      from unnest(${open.map(({ model_version_id }) => model_version_id)}::uuid[],
                  ${open.map(({ grain }) => grain)}::text[],
                  ${open.map(({ window_start }) => window_start.toISOString())}::timestamptz[],
                  ${indexes}::text[]) c (model_version_id, grain, window_start, indexes)
     where s.tenant_id = ${tenantId}::uuid and s.model_version_id = c.model_version_id and s.grain = c.grain
       and s.window_start = c.window_start`
  return open
}

/** The stability index of each column; none for a period without decisions. */
function indexesOf(layout: Layout, packed: Uint8Array): number[] {
  const tally = emptyTally(layout, false)
  addPacked(tally, packed, null)
  return layout.columns
    .map((column) => stabilityIndex(column.baseline, binsIn(tally.counts, column)))
    .filter((index) => index !== null)
}
