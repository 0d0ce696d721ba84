import { type AuditContext, writeAudit } from '@/lib/access/audit'
import { announce } from '@/lib/messaging/live'
import { Prisma, type TenantClient } from '@/lib/platform/db'

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
  const held = attempt === undefined ? Prisma.sql`true` : Prisma.sql`attempt = ${attempt}::int`
  const [ended] = await tx.$queryRaw<EndedReplay[]>`
    update replays set status = ${end.status}, failure = ${failure}, finished_at = clock_timestamp(), lease_until = null
     where tenant_id = ${tenantId}::uuid and id = ${id}::uuid and finished_at is null and ${held}
    returning scored_count as transactions_replayed, rejected_count as rejected, flagged_count as flagged,
              fraud_count as frauds, failure`
  if (!ended) return false
  await writeAudit(tx, ctx, {
    action: ACTIONS[end.status],
    objectKind: 'replay',
    objectId: id,
    after: ended,
  })
  await announce(tx, tenantId, { kind: 'replays.changed', payload: { replayId: id } })
  return true
}

/** What the audit log has of it. */
type EndedReplay = {
  transactions_replayed: number
  rejected: number
  flagged: number
  frauds: number
  failure: string | null
}
