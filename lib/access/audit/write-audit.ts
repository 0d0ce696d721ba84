import type { Context } from '@/lib/contract/context'
import type { Prisma, Statement, TenantClient } from '@/lib/platform/db'
import type { AuditAction } from './actions'

export interface AuditEvent {
  action: AuditAction
  objectKind: string
  objectId?: string
  /** The values before and after; never secrets. */
  before?: Prisma.InputJsonObject
  after?: Prisma.InputJsonObject
}

/** The part of a context that the audit log needs: a failed sign-in has a tenant but no actor yet. */
export type AuditContext = Pick<Context, 'actor' | 'requestId' | 'at'> & {
  tenant: Pick<Context['tenant'], 'id'>
}

/** Writes an event in the transaction of the change: neither is stored without the other. */
export const writeAudit = (tx: TenantClient, ctx: AuditContext, event: AuditEvent): Promise<void> =>
  writeAudits(tx, ctx, [event])

/** Writes many events in one statement, one row each, in their order. */
export async function writeAudits(
  tx: TenantClient,
  ctx: AuditContext,
  events: readonly AuditEvent[],
): Promise<void> {
  const { tenant, actor, requestId, at } = ctx
  // One statement over arrays: Prisma compiles a thousand rows for a second, while locks are held.
  await tx.$executeRaw`
    insert into audit_log
           (tenant_id, actor_kind, actor_id, request_id, at, action, object_kind, object_id, before, after)
    select ${tenant.id}::uuid, ${actor.kind}, ${actor.id}, ${requestId},
           coalesce(${at?.toISOString() ?? null}::timestamptz, now()),
           event.action, event.object_kind, event.object_id, event.before, event.after
      from unnest(${events.map(({ action }) => action)}::text[], ${events.map(({ objectKind }) => objectKind)}::text[],
                  ${events.map(({ objectId }) => objectId ?? null)}::text[],
                  ${events.map(({ before }) => jsonOf(before))}::jsonb[], ${events.map(({ after }) => jsonOf(after))}::jsonb[])
           with ordinality event (action, object_kind, object_id, before, after, place)
     order by event.place`
}

/** The same for a transaction of pipelined statements, as the last of them. */
export const auditStatement = (
  { tenant, actor, requestId, at }: AuditContext,
  { action, objectKind, objectId, before, after }: AuditEvent,
): Statement => ({
  name: 'audit',
  text: `insert into audit_log (tenant_id, actor_kind, actor_id, request_id, at, action, object_kind, object_id, before, after)
         values ($1::uuid, $2, $3, $4, coalesce($5::timestamptz, now()), $6, $7, $8, $9::jsonb, $10::jsonb)`,
  values: [
    tenant.id,
    actor.kind,
    actor.id,
    requestId,
    at?.toISOString() ?? null,
    action,
    objectKind,
    objectId ?? null,
    jsonOf(before),
    jsonOf(after),
  ],
})

const jsonOf = (values: Prisma.InputJsonObject | undefined): string | null =>
  values === undefined ? null : JSON.stringify(values)
