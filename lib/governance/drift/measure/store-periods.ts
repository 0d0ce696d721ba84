import {
  addCells,
  addPacked,
  packCells,
  type PackedCells,
  packTally,
  packTallySketches,
  unpackCells,
} from '@/lib/engine/drift'
import type { TenantClient } from '@/lib/platform/db'
import { addCategory, type Categories, type Period } from './periods'

interface StoredPeriod {
  model_version_id: string
  grain: string
  window_start: Date
  tally: Uint8Array | null
  sketches: Uint8Array | null
  categories: Categories
  /** Null for a day that began before cells were counted. */
  cells: PackedCells | null
}

const keyOf = (modelVersionId: string, grain: string, start: Date): string =>
  `${modelVersionId} ${grain} ${start.getTime()}`

/** Adds the periods to those that are stored. The caller holds the lock of the tenant's job. */
export async function storePeriods(
  tx: TenantClient,
  tenantId: string,
  periods: readonly Period[],
): Promise<void> {
  if (periods.length === 0) return
  const models = periods.map(({ modelVersionId }) => modelVersionId)
  const grains = periods.map(({ grain }) => grain)
  const starts = periods.map(({ start }) => start.toISOString())
  const stored = await tx.$queryRaw<StoredPeriod[]>`
    select s.model_version_id, s.grain, s.window_start, s.tally, s.sketches, s.categories, s.cells
      from unnest(${models}::uuid[], ${grains}::text[], ${starts}::timestamptz[]) k (model_version_id, grain, window_start)
      join drift_snapshots s on s.tenant_id = ${tenantId}::uuid and s.model_version_id = k.model_version_id
       and s.grain = k.grain and s.window_start = k.window_start`
  const byKey = new Map(stored.map((row) => [keyOf(row.model_version_id, row.grain, row.window_start), row]))
  for (const period of periods) {
    const before = byKey.get(keyOf(period.modelVersionId, period.grain, period.start))
    if (before) addStored(period, before)
  }
  const cellsOf = (period: Period): string | null => {
    const before = byKey.get(keyOf(period.modelVersionId, period.grain, period.start))
    const isCounted = period.grain === 'day' && before?.cells !== null
    return isCounted ? JSON.stringify(packCells(period.cells)) : null
  }
  const base64 = (bytes: Uint8Array | null): string | null =>
    bytes === null ? null : Buffer.from(bytes).toString('base64')
  const outcomeAt = (place: number) => periods.map(({ outcomes }) => outcomes[place]!)
  await tx.$executeRaw`
    insert into drift_snapshots as s (tenant_id, model_version_id, grain, window_start, outcomes, reported_alerts,
      reported_missed, tally, sketches, categories, cells)
    select ${tenantId}::uuid, p.model_version_id, p.grain, p.window_start, array[a1, a2, a3, a4, a5, a6, a7, a8, a9],
           p.reported_alerts, p.reported_missed, decode(p.tally, 'base64'), decode(p.sketches, 'base64'), p.categories::jsonb,
           p.cells::jsonb
      from unnest(${models}::uuid[], ${grains}::text[], ${starts}::timestamptz[],
                  ${outcomeAt(0)}::float8[], ${outcomeAt(1)}::float8[], ${outcomeAt(2)}::float8[],
                  ${outcomeAt(3)}::float8[], ${outcomeAt(4)}::float8[], ${outcomeAt(5)}::float8[],
                  ${outcomeAt(6)}::float8[], ${outcomeAt(7)}::float8[], ${outcomeAt(8)}::float8[],
                  ${periods.map(({ reportedAlerts }) => reportedAlerts)}::int[],
                  ${periods.map(({ reportedMissed }) => reportedMissed)}::int[],
                  ${periods.map(({ tally }) => base64(tally && packTally(tally)))}::text[],
                  ${periods.map(({ tally }) => base64(tally && packTallySketches(tally)))}::text[],
                  ${periods.map(({ categories }) => JSON.stringify(categories))}::text[],
                  ${periods.map(cellsOf)}::text[])
           p (model_version_id, grain, window_start, a1, a2, a3, a4, a5, a6, a7, a8, a9, reported_alerts, reported_missed,
              tally, sketches, categories, cells)
    on conflict (tenant_id, model_version_id, grain, window_start) do update set
      outcomes = (select array_agg(before + more order by place)
                    from unnest(s.outcomes, excluded.outcomes) with ordinality o (before, more, place)),
      reported_alerts = s.reported_alerts + excluded.reported_alerts,
      reported_missed = s.reported_missed + excluded.reported_missed,
      tally = coalesce(excluded.tally, s.tally), sketches = coalesce(excluded.sketches, s.sketches),
      categories = excluded.categories, cells = excluded.cells`
}

/** Outcomes and reports are added by the database; what it cannot add is added here. */
function addStored(period: Period, { tally, sketches, categories, cells }: StoredPeriod): void {
  if (period.tally && tally) addPacked(period.tally, tally, sketches)
  for (const [field, counts] of Object.entries(categories)) {
    for (const [value, decisions] of Object.entries(counts)) {
      addCategory(period.categories, field, value, decisions)
    }
  }
  if (cells) addCells(period.cells, unpackCells(cells))
}
