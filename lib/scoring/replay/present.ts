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
  const { sandbox } = await tx.tenant.findFirstOrThrow({ select: { sandbox: true } })
  const row = await tx.replay.findFirst({ where: { tenantId }, orderBy: { id: 'desc' } })
  if (row === null) return { ...NONE, sandbox }
  const names = await namesOf(tx, tenantId, [row.requestedBy])
  return presentReplay(row, sandbox, names.get(row.requestedBy) ?? 'A former user', new Date())
}

const presentReplay = (row: ReplayRow, sandbox: boolean, name: string, now: Date): ReplayStatus => ({
  running: row.finishedAt === null,
  sandbox,
  replay_id: row.id,
  status: row.status as ReplayStatus['status'],
  source: row.source as ReplayStatus['source'],
  window:
    row.windowFrom && row.windowTo
      ? { from: row.windowFrom.toISOString(), to: row.windowTo.toISOString() }
      : null,
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
  started_by: { id: row.requestedBy, name },
  started_at: row.startedAt.toISOString(),
  finished_at: row.finishedAt?.toISOString() ?? null,
  failure: row.failure,
})
