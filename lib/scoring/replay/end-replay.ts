import { type AuditContext, type AuditEvent, writeAudit } from '@/lib/access/audit'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import type { ReplayRow } from './present'

const MAX_FAILURE = 300

export type ReplayEnd = { status: 'completed' | 'stopped' } | { status: 'failed'; failure: string }

const ACTIONS = {
  completed: 'replay.completed',
  stopped: 'replay.stopped',
  failed: 'replay.failed',
} as const

/** Ends a replay that is running, with its row of the audit log. False where it has ended meanwhile. */
export async function endReplay(
  tx: TenantClient,
  ctx: AuditContext,
  id: string,
  end: ReplayEnd,
  attempt?: number,
): Promise<boolean> {
  const tenantId = ctx.tenant.id
  const failure = end.status === 'failed' ? end.failure.slice(0, MAX_FAILURE) : null
  const [ended] = await tx.replay.updateManyAndReturn({
    where: { tenantId, id, finishedAt: null, ...(attempt !== undefined && { attempt }) },
    data: { status: end.status, failure, finishedAt: new Date(), leaseUntil: null },
  })
  if (!ended) return false
  await writeAudit(tx, ctx, {
    action: ACTIONS[end.status],
    objectKind: 'replay',
    objectId: id,
    after: figuresOf(ended),
  })
  await announce(tx, tenantId, { kind: 'replays.changed', payload: { replayId: id } })
  return true
}

const figuresOf = (row: ReplayRow): NonNullable<AuditEvent['after']> => ({
  transactions_replayed: row.scoredCount,
  rejected: row.rejectedCount,
  flagged: row.flaggedCount,
  frauds: row.fraudCount,
  failure: row.failure,
})
