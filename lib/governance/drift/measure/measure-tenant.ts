import { setImmediate } from 'node:timers/promises'
import { addToCell, kindOf } from '@/lib/engine/drift'
import { isUnavailable, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining } from '@/lib/platform/lifecycle'
import { isBusy, rest } from '@/lib/platform/pace'
import { closePeriods, KEEP_DAYS } from './close-periods'
import { type Cursor, lockTenant, readCursor, readHorizon, writeCursor } from './cursor'
import { ModelLayouts } from './layout-of-model'
import { addCategory, Periods } from './periods'
import { type DecisionChunk, type Place, readDecisions } from './read-decisions'
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
/** A transaction reads chunks for this time, while the process has nothing else to do, then stores what they add up to. */
const STEP_MS = 3_000
/** A step that was too long for a slow database is repeated in half of its time, down to this. */
const SHORTEST_STEP_MS = 300
/** How often a step looks whether the process has other work. */
const LOOK_EVERY_MS = 200
/** Requests wait for work of this time. */
const BLOCK_MS = 5
/** Of the time of a process that scores: enough to keep up, because counting a decision costs a fiftieth of making it. */
const BUSY_SHARE = 0.1

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
  let stepMs = STEP_MS
  for (let more = true; more && !isDraining();) {
    const startedAt = performance.now()
    let step
    try {
      step = await withTenant({ tenantId }, (tx) =>
        readStep(tx, tenantId, { layouts, limit: chunk, now, stepMs }),
      )
    } catch (error) {
      stepMs /= 2
      if (!isUnavailable(error) || stepMs < SHORTEST_STEP_MS) throw error
      continue
    }
    if (step === null) return decisions
    decisions += step.decisions
    more = step.more
    if (more) await rest(performance.now() - startedAt, BUSY_SHARE)
  }
  if (!isDraining()) await closePeriods(tenantId, layouts, now)
  return decisions
}

interface Step {
  layouts: ModelLayouts
  limit: number
  now: Date
  stepMs: number
}

/** Reads some chunks and stores what they add up to, in one transaction. Null while another process works on the tenant. */
async function readStep(
  tx: TenantClient,
  tenantId: string,
  { layouts, limit, now, stepMs }: Step,
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
  const readNext = (after: Place) => readDecisions(tx, tenantId, { after, horizon, timeZone, limit })
  const endsAt = performance.now() + stepMs
  let lookAt = performance.now() + LOOK_EVERY_MS
  let isOver = false
  let next: Promise<DecisionChunk> | null = readNext(cursor.predictions)
  while (next !== null) {
    const read: DecisionChunk = await next
    cursor.predictions = read.last ?? cursor.predictions
    step.decisions += read.rows
    step.more = read.rows === limit
    if (performance.now() >= lookAt) {
      isOver = (await isBusy()) || performance.now() > endsAt
      lookAt = performance.now() + LOOK_EVERY_MS
    }
    // The database reads the next chunk while this one is added up.
    next = step.more && !isOver ? readNext(cursor.predictions) : null
    // Awaited in the next turn, unless this one fails first.
    next?.catch(() => {})
    await addChunk(tx, read, layouts, periods)
  }
  const labels = await addLabels(tx, tenantId, { cursor, horizon, timeZone, limit, layouts, periods })
  await storePeriods(tx, tenantId, periods.all())
  await writeCursor(tx, tenantId, cursor)
  return { ...step, more: step.more || labels === limit }
}

async function addChunk(
  tx: TenantClient,
  { groups, categories, kinds }: DecisionChunk,
  layouts: ModelLayouts,
  periods: Periods,
): Promise<void> {
  const dayOf = async (modelVersionId: string, dayMs: number) =>
    periods.of(await layouts.of(tx, modelVersionId), 'day', new Date(dayMs))
  let yieldedAt = performance.now()
  for (const group of groups) {
    periods.addGroup(await layouts.of(tx, group.model_version_id), group)
    if (performance.now() - yieldedAt < BLOCK_MS) continue
    await setImmediate()
    yieldedAt = performance.now()
  }
  for (const [modelVersionId, dayMs, field, value, decisions] of categories) {
    const day = await dayOf(modelVersionId, dayMs)
    addCategory(day.categories, field, value, decisions)
  }
  for (const count of kinds) {
    const [modelVersionId, dayMs, type, channel, isAmountUnusual, isReceiverKnown, ...more] = count
    const [decisions, alerts, suspicion] = more
    const day = await dayOf(modelVersionId, dayMs)
    addCategory(day.categories, 'type', type, decisions)
    if (channel !== null) addCategory(day.categories, 'channel', channel, decisions)
    const kind = kindOf({ type, channel, isAmountUnusual, isReceiverKnown })
    addToCell(day.cells, kind, { decisions, alerts, suspicion })
  }
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
