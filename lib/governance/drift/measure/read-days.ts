import {
  addPacked,
  emptyTally,
  type Layout,
  type PackedCells,
  unpackCells,
  type WatchedDay,
} from '@/lib/engine/drift'
import type { TenantClient } from '@/lib/platform/db'

/** A closed day of a model, as the watch reads it. */
export interface StoredDay extends WatchedDay {
  start: Date
}

interface Row {
  window_start: Date
  outcomes: number[]
  reported_missed: number
  tally: Uint8Array
  cells: PackedCells | null
}

/** The closed days after an instant, oldest first. */
export async function readDays(
  tx: TenantClient,
  tenantId: string,
  modelVersionId: string,
  layout: Layout,
  after: Date,
): Promise<StoredDay[]> {
  const rows = await tx.$queryRaw<Row[]>`
    select window_start, outcomes, reported_missed, tally, cells from drift_snapshots
     where tenant_id = ${tenantId}::uuid and model_version_id = ${modelVersionId}::uuid and grain = 'day'
       and closed_at is not null and tally is not null and window_start > ${after}
     order by window_start`
  return rows.map(
    ({ window_start: start, outcomes, reported_missed: reportedMissed, tally: packed, cells }) => {
      const tally = emptyTally(layout, false)
      addPacked(tally, packed, null)
      const { counts, risk } = tally
      const [approved = 0, reviewed = 0, blocked = 0, ...sums] = outcomes
      const scores = (sums[0] ?? 0) + (sums[1] ?? 0) + (sums[2] ?? 0)
      const alerts = reviewed + blocked
      const figures = { decisions: approved + alerts, alerts, scores, reportedMissed, counts, risk }
      return { start, ...figures, cells: cells && unpackCells(cells) }
    },
  )
}
