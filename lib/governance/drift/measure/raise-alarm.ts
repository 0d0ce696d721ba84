import { alertsPerDayCapacity, readInstitutionSettings } from '@/lib/access/tenants'
import { writeAudit } from '@/lib/access/audit'
import {
  addCells,
  binsIn,
  type Cell,
  type Cells,
  emptyCell,
  type KindReading,
  type Layout,
  type SignalReading,
  totalsOf,
  triangularDistance,
} from '@/lib/engine/drift'
import { announce } from '@/lib/messaging/live'
import { raiseAlerts } from '@/lib/messaging/alerts'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presentKind } from '../present'
import type { AlarmConsequences } from '../schema'
import type { MeasuredModel } from './layout-of-model'
import type { StoredDay } from './read-days'

export interface AlarmFinding {
  /** The days that the watch learned from, and the last week up to the day of the alarm. */
  reference: StoredDay[]
  recent: StoredDay[]
  evidence: number
  threshold: number
  signals: SignalReading[]
  kinds: KindReading[]
  at: Date
}

/** Features, and kinds of decisions, that an alarm names. */
const MOST_FEATURES = 5
const MOST_KINDS = 3

/** Stores the alarm with its consequences, writes the audit log and notifies the administrators, all once. */
export async function raiseAlarm(
  tx: TenantClient,
  tenantId: string,
  { id: modelVersionId, layout, weights }: MeasuredModel,
  finding: AlarmFinding,
): Promise<void> {
  const { reference, recent, evidence, threshold, signals, kinds, at } = finding
  const day = recent.at(-1)?.start
  if (layout === null || day === undefined) return
  const settings = await readInstitutionSettings(tx)
  const consequences: AlarmConsequences = {
    ...figuresOf(reference, recent),
    capacity_alerts_per_day: alertsPerDayCapacity(settings),
    signals,
    kinds: kindsOf(kinds, reference, recent),
    features: moversOf(reference, recent, layout, weights),
  }
  const id = newId()
  const alarm = { tenantId, id, modelVersionId, day, raisedAt: at, evidence, threshold }
  await tx.driftAlarm.createMany({ data: [{ ...alarm, consequences: { ...consequences } }] })
  const actor = { kind: 'system', id: 'drift' } as const
  await writeAudit(
    tx,
    { tenant: { id: tenantId }, actor, requestId: id },
    {
      action: 'drift.alarm-raised',
      objectKind: 'drift-alarm',
      objectId: id,
      after: { model_version_id: modelVersionId, day: day.toISOString(), evidence, threshold },
    },
  )
  const admins = await tx.user.findMany({
    where: { tenantId, role: 'admin', status: 'active' },
    select: { id: true },
  })
  const userIds = admins.map((admin) => admin.id)
  await notify(tx, tenantId, { kind: 'drift_alarm', userIds, driftAlarmId: id, actorId: null, at })
  const facts = { drift_alarm_id: id, model_version_id: modelVersionId, raised_at: at.toISOString() }
  await raiseAlerts(tx, tenantId, { kind: 'drift_alarm', ...facts }, at)
  await announce(tx, tenantId, { kind: 'models.changed', payload: {} })
}

/** The kinds of decisions whose fraud has risen, by their evidence. */
function kindsOf(
  kinds: KindReading[],
  reference: StoredDay[],
  recent: StoredDay[],
): AlarmConsequences['kinds'] {
  const [before, now] = [cellsOf(reference), cellsOf(recent)]
  const volume = sumsOf(recent).decisions / recent.length
  return kinds
    .filter((reading) => reading.kind !== null && reading.evidence > 1)
    .slice(0, MOST_KINDS)
    .map((reading) => {
      const perDay = (count: (cell: Cell) => number) => ({
        before: (count(before.cells[reading.kind!] ?? emptyCell()) / before.decisions) * volume,
        now: count(now.cells[reading.kind!] ?? emptyCell()) / recent.length,
      })
      return {
        ...presentKind(reading),
        alerts_per_day: perDay(({ alerts }) => alerts),
        frauds_reported_per_day: perDay(({ reportedAlerts, reportedMissed }) =>
          Math.max(0, reportedAlerts + reportedMissed),
        ),
      }
    })
}

/** Per day, the reference scaled to the volume of the recent days. */
function figuresOf(reference: StoredDay[], recent: StoredDay[]) {
  const before = sumsOf(reference)
  const now = sumsOf(recent)
  const perDay = (count: number) => count / recent.length
  const scaled = (count: number) =>
    before.decisions === 0 ? 0 : (count / before.decisions) * perDay(now.decisions)
  return {
    decisions_per_day: perDay(now.decisions),
    alerts_per_day: { before: scaled(before.alerts), now: perDay(now.alerts) },
    expected_frauds_per_day: { before: scaled(before.scores), now: perDay(now.scores) },
    missed_frauds_reported_per_day: { before: scaled(before.missed), now: perDay(now.missed) },
  }
}

function cellsOf(days: StoredDay[]): { decisions: number; cells: Cells } {
  const cells: Cells = {}
  const counted = days.filter((day) => day.cells !== null)
  for (const day of counted) addCells(cells, day.cells ?? {})
  return { decisions: sumsOf(counted).decisions, cells }
}

function sumsOf(days: StoredDay[]) {
  const sums = { decisions: 0, alerts: 0, scores: 0, missed: 0 }
  for (const { decisions, alerts, scores, reportedMissed } of days) {
    sums.decisions += decisions
    sums.alerts += alerts
    sums.scores += scores
    sums.missed += reportedMissed
  }
  return sums
}

/** The features that changed most, by importance: among all decisions, and among those that the model expects to be fraud. */
function moversOf(
  reference: StoredDay[],
  recent: StoredDay[],
  { columns }: Layout,
  weights: readonly number[],
): AlarmConsequences['features'] {
  const [before, now] = [totalsOf(reference), totalsOf(recent)]
  return columns
    .flatMap((column, i) => {
      if (column.feature === null) return []
      const distance = (of: 'counts' | 'risk') =>
        triangularDistance(binsIn(now[of], column), binsIn(before[of], column))
      return [
        {
          feature: column.feature,
          among_all: distance('counts'),
          among_risky: distance('risk'),
          weight: weights[i]!,
        },
      ]
    })
    .sort((a, b) => b.weight * (b.among_all + b.among_risky) - a.weight * (a.among_all + a.among_risky))
    .slice(0, MOST_FEATURES)
    .map(({ feature, among_all, among_risky }) => ({ feature, among_all, among_risky }))
}
