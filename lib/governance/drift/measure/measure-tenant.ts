import { setTimeout as sleep } from 'node:timers/promises'
import { addToCell } from '@/lib/engine/drift'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { DAY_MS } from '@/lib/platform/time'
import { closePeriods, KEEP_DAYS } from './close-periods'
import { type Counted, countDecisions } from './count-decisions'
import { type Cursor, lockTenant, readCursor, readHorizon, writeCursor } from './cursor'
import { ModelLayouts } from './layout-of-model'
import { Periods } from './periods'
import { readLabels } from './read-labels'
import { storeLabels } from './store-labels'
import { storePeriods } from './store-periods'

export interface MeasureOptions {
  /** Decisions that one statement reads, and labels. */
  chunk?: number
  /** Ends the job after the transaction that runs. */
  signal?: AbortSignal
}

/** Some tens of milliseconds of the database, and 2 MB. */
const CHUNK = 2_000
/** Of the time of a busy database. Counting a decision costs a fiftieth of making it. */
const BUSY_SHARE = 0.05
/** Connections that read while the database has nothing else to do. */
const IDLE_LANES = 2

/**
 * Adds the decisions and labels of a tenant that are new to its hours and days, and closes those that have ended. Several
 * processes may call it: one works, the others find nothing to do. Returns the number of decisions.
 */
export async function measureTenant(
  tenantId: string,
  now: Date,
  { chunk = CHUNK, signal }: MeasureOptions = {},
): Promise<number> {
  const layouts = new ModelLayouts(tenantId)
  let decisions = 0
  let lanes = 1
  const isOver = () => isDraining() || signal?.aborted === true
  for (let more = true; more && !isOver();) {
    const startedAt = performance.now()
    const step = await withTenant({ tenantId }, (tx) =>
      readStep(tx, tenantId, { layouts, chunk, now, lanes }),
    )
    if (step === null) return decisions
    decisions += step.decisions
    more = step.more
    lanes = step.busyShare === 0 ? IDLE_LANES : 1
    const share = 1 - (1 - BUSY_SHARE) * step.busyShare
    if (more) await sleep((performance.now() - startedAt) * (1 / share - 1))
  }
  if (!isOver()) await closePeriods(tenantId, layouts, now)
  return decisions
}

interface Step {
  layouts: ModelLayouts
  chunk: number
  now: Date
  lanes: number
}

/** Counts some decisions and stores what they add up to, in one transaction. Null while another process works on the tenant. */
async function readStep(
  tx: TenantClient,
  tenantId: string,
  { layouts, chunk, now, lanes }: Step,
): Promise<Counted | null> {
  if (!(await lockTenant(tx, tenantId))) return null
  const { timeZone } = await tx.tenant.findFirstOrThrow({
    where: { id: tenantId },
    select: { timeZone: true },
  })
  const horizon = await readHorizon(tx)
  const cursor = await readCursor(tx, tenantId)
  const periods = new Periods(new Date(now.getTime() - KEEP_DAYS.hour * DAY_MS))
  const counted = await countDecisions(tx, tenantId, {
    after: cursor.predictions,
    horizon,
    timeZone,
    size: chunk,
    layouts,
    periods,
    lanes,
  })
  cursor.predictions = counted.last
  const labels = await addLabels(tx, tenantId, { cursor, horizon, timeZone, limit: chunk, layouts, periods })
  await storePeriods(tx, tenantId, periods.finish())
  await writeCursor(tx, tenantId, cursor)
  return { ...counted, more: counted.more || labels === chunk }
}

interface LabelStep {
  cursor: Cursor
  horizon: bigint
  timeZone: string
  limit: number
  layouts: ModelLayouts
  periods: Periods
}

async function addLabels(
  tx: TenantClient,
  tenantId: string,
  { cursor, horizon, timeZone, limit, layouts, periods }: LabelStep,
): Promise<number> {
  const { changes, rows, last } = await readLabels(tx, tenantId, {
    after: cursor.labels,
    horizon,
    timeZone,
    limit,
  })
  await storeLabels(tx, tenantId, changes)
  for (const { isFraud, isAlert, sign, modelVersionId, arrivedDay, kind } of changes) {
    if (!isFraud) continue
    const day = periods.of(await layouts.of(tx, modelVersionId), 'day', arrivedDay)
    if (isAlert) day.reportedAlerts += sign
    else day.reportedMissed += sign
    addToCell(day.cells, kind, isAlert ? { reportedAlerts: sign } : { reportedMissed: sign })
  }
  cursor.labels = last ?? cursor.labels
  return rows
}
