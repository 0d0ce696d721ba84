import { namesOf } from '@/lib/access/users'
import type { Prisma, TenantClient } from '@/lib/platform/db'
import type { ReplayStatus } from './schema'

export type ReplayRow = Prisma.ReplayGetPayload<object>

const NONE: Omit<ReplayStatus, 'sandbox'> = {
  running: false,
  replay_id: null,
  status: null,
  source: null,
  window: null,
  upload: null,
  rate_per_second: 0,
  duration_seconds: 0,
  fraud_fraction: null,
  transactions_replayed: 0,
  rejected: 0,
  fraud_detected: 0,
  flagged: 0,
  frauds: 0,
  frauds_flagged: 0,
  labels_recorded: 0,
  labels_waiting: 0,
  elapsed_seconds: 0,
  started_by: null,
  started_at: null,
  finished_at: null,
  failure: null,
}

/** The running or else the last replay of the tenant. */
export async function readStatus(tx: TenantClient, tenantId: string): Promise<ReplayStatus> {
  const [clock] = await tx.$queryRaw<[Clock]>`
    select sandbox, clock_timestamp()::timestamptz(3) as now from tenants where id = ${tenantId}::uuid`
  const row = await tx.replay.findFirst({ where: { tenantId }, orderBy: { id: 'desc' } })
  if (row === null) return { ...NONE, sandbox: clock.sandbox }
  const names = await namesOf(tx, tenantId, [row.requestedBy])
  return presentReplay(row, clock, {
    startedBy: names.get(row.requestedBy) ?? 'A former user',
    fileName: row.uploadId === null ? null : await fileNameOf(tx, tenantId, row.uploadId),
  })
}

interface Clock {
  sandbox: boolean
  /** Of the database, which also gave the times of the replay. */
  now: Date
}

const fileNameOf = async (tx: TenantClient, tenantId: string, id: string): Promise<string | null> =>
  (await tx.upload.findFirst({ where: { tenantId, id }, select: { fileName: true } }))?.fileName ?? null

const presentReplay = (
  row: ReplayRow,
  { sandbox, now }: Clock,
  { startedBy, fileName }: { startedBy: string; fileName: string | null },
): ReplayStatus => ({
  running: row.finishedAt === null,
  sandbox,
  replay_id: row.id,
  status: row.status as ReplayStatus['status'],
  source: row.source as ReplayStatus['source'],
  window:
    row.windowFrom && row.windowTo
      ? { from: row.windowFrom.toISOString(), to: row.windowTo.toISOString() }
      : null,
  upload: row.uploadId === null ? null : { id: row.uploadId, filename: fileName },
  rate_per_second: row.ratePerSecond,
  duration_seconds: row.durationSeconds,
  fraud_fraction: row.fraudFraction,
  transactions_replayed: row.scoredCount,
  rejected: row.rejectedCount,
  fraud_detected: row.highCount,
  flagged: row.flaggedCount,
  frauds: row.fraudCount,
  frauds_flagged: row.caughtCount,
  labels_recorded: row.labelledCount,
  labels_waiting: row.labelCount - row.labelledCount,
  elapsed_seconds: Math.max(0, ((row.finishedAt ?? now).getTime() - row.startedAt.getTime()) / 1000),
  started_by: { id: row.requestedBy, name: startedBy },
  started_at: row.startedAt.toISOString(),
  finished_at: row.finishedAt?.toISOString() ?? null,
  failure: row.failure,
})
