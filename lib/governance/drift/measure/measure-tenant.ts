import { setTimeout as sleep } from 'node:timers/promises'
import { addToCell, kindOf } from '@/lib/engine/drift'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { closePeriods, KEEP_DAYS } from './close-periods'
import { type Cursor, lockTenant, readCursor, readHorizon, writeCursor } from './cursor'
import { ModelLayouts } from './layout-of-model'
import { addCategory, Periods } from './periods'
import { readDecisions } from './read-decisions'
import { readLabels } from './read-labels'
import { storeLabels } from './store-labels'
import { storePeriods } from './store-periods'
import { DAY_MS } from '@/lib/platform/time'

export interface MeasureOptions {
  /** Decisions that one statement reads, and labels. */
  chunk?: number
}

/** Some milliseconds of work in the server process, and 1 MB. */
const CHUNK = 2_000
/** Chunks of one transaction: what it stores is a few rows per hour of decisions. */
const CHUNKS = 10
/** Scoring shares the machine: of the time that the job takes, at most this part is work. */
const WORK_SHARE = 0.5

/**
 * Adds the decisions and labels of a tenant that are new to its hours and days, and closes those that have ended. Several
 * processes may call it: one works, the others find nothing to do. Returns the number of decisions.
 */
export async function measureTenant(
  tenantId: string,
  now: Date,
  { chunk = CHUNK }: MeasureOptions = {},
): Promise<number> {
  const layouts = new ModelLayouts(tenantId)
  let decisions = 0
  for (let more = true; more && !isDraining();) {
    const startedAt = performance.now()
    const step = await withTenant({ tenantId }, (tx) => readStep(tx, tenantId, layouts, chunk, now))
    if (step === null) return decisions
    decisions += step.decisions
    more = step.more
    if (more) await sleep((performance.now() - startedAt) * (1 / WORK_SHARE - 1))
  }
  if (!isDraining()) await closePeriods(tenantId, layouts, now)
  return decisions
}

/** Reads some chunks and stores what they add up to, in one transaction. Null while another process works on the tenant. */
async function readStep(
  tx: TenantClient,
  tenantId: string,
  layouts: ModelLayouts,
  limit: number,
  now: Date,
): Promise<{ decisions: number; more: boolean } | null> {
  if (!(await lockTenant(tx, tenantId))) return null
  const { timeZone } = await tx.tenant.findFirstOrThrow({
    where: { id: tenantId },
    select: { timeZone: true },
  })
  const horizon = await readHorizon(tx)
  const cursor = await readCursor(tx, tenantId)
  const periods = new Periods(new Date(now.getTime() - KEEP_DAYS.hour * DAY_MS))
  const step = { decisions: 0, more: false }
  for (let chunks = 0; chunks < CHUNKS; chunks++) {
    const read = await readDecisions(tx, tenantId, { after: cursor.predictions, horizon, timeZone, limit })
    for (const group of read.groups) periods.addGroup(await layouts.of(tx, group.model_version_id), group)
    for (const [modelVersionId, dayMs, field, value, decisions] of read.categories) {
      const day = periods.of(await layouts.of(tx, modelVersionId), 'day', new Date(dayMs))
      addCategory(day.categories, field, value, decisions)
    }
    for (const [
      modelVersionId,
      dayMs,
      type,
      channel,
      isAmountUnusual,
      isReceiverKnown,
      ...counts
    ] of read.kinds) {
      const day = periods.of(await layouts.of(tx, modelVersionId), 'day', new Date(dayMs))
      const [decisions, alerts, suspicion] = counts
      addToCell(day.cells, kindOf({ type, channel, isAmountUnusual, isReceiverKnown }), {
        decisions,
        alerts,
        suspicion,
      })
    }
    cursor.predictions = read.last ?? cursor.predictions
    step.decisions += read.rows
    step.more = read.rows === limit
    if (!step.more) break
  }
  const labels = await addLabels(tx, tenantId, { cursor, horizon, timeZone, limit, layouts, periods })
  await storePeriods(tx, tenantId, periods.all())
  await writeCursor(tx, tenantId, cursor)
  return { ...step, more: step.more || labels === limit }
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
