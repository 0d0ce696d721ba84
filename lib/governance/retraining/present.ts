import { namesOf } from '@/lib/access/users'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import {
  type Cadence,
  RETRAINING_STAGES,
  type Retraining,
  type RetrainingCause,
  type RetrainingSchedule,
  type RetrainingStage,
  type RetrainingStatus,
  trainingData,
} from './schema'

export type RetrainingRow = Prisma.RetrainingGetPayload<object>
export type ScheduleRow = Prisma.RetrainingScheduleGetPayload<object>

/** Retrainings with the names of the users. */
export async function presentRetrainings(
  tx: TenantClient,
  tenantId: string,
  rows: readonly RetrainingRow[],
): Promise<Retraining[]> {
  const names = await namesOf(
    tx,
    tenantId,
    rows.map(({ requestedBy }) => requestedBy),
  )
  return rows.map((row) => ({
    id: row.id,
    status: row.status as RetrainingStatus,
    cause: row.cause as RetrainingCause,
    requested_by:
      row.requestedBy === null
        ? null
        : { id: row.requestedBy, name: names.get(row.requestedBy) ?? 'A former user' },
    requested_at: row.requestedAt.toISOString(),
    drift_alarm_id: row.driftAlarmId,
    model: { name: row.modelName, version: row.modelVersion },
    progress: presentProgress(row),
    data: row.data === null ? null : trainingData.parse(row.data),
    interruptions: row.interruptions,
    failure: row.failure,
    model_version_id: row.modelVersionId,
    placement:
      row.placedAs === null
        ? null
        : { stage: row.placedAs as 'shadow' | 'registered', reason: row.placementReason },
    started_at: row.startedAt?.toISOString() ?? null,
    finished_at: row.finishedAt?.toISOString() ?? null,
  }))
}

export async function presentRetraining(tx: TenantClient, row: RetrainingRow): Promise<Retraining> {
  const [retraining] = await presentRetrainings(tx, row.tenantId, [row])
  return retraining!
}

function presentProgress({ status, fraction, message }: RetrainingRow): Retraining['progress'] {
  const stage = RETRAINING_STAGES.find((known) => known === status)
  return stage === undefined ? null : { stage: stage satisfies RetrainingStage, fraction, message }
}

/** Before the first change everything is off. */
export const presentSchedule = (row: ScheduleRow | null): RetrainingSchedule =>
  row === null
    ? { cadence: 'off', hour: 3, on_drift_alarm: false, next_at: null, version: 0 }
    : {
        cadence: row.cadence as Cadence,
        hour: row.hour,
        on_drift_alarm: row.onDriftAlarm,
        next_at: row.nextAt?.toISOString() ?? null,
        version: row.version,
      }
