import type { Context } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
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
  await tx.auditLog.createMany({
    data: events.map((event) => ({
      tenantId: ctx.tenant.id,
      actorKind: ctx.actor.kind,
      actorId: ctx.actor.id,
      action: event.action,
      objectKind: event.objectKind,
      objectId: event.objectId ?? null,
      before: event.before ?? Prisma.DbNull,
      after: event.after ?? Prisma.DbNull,
      requestId: ctx.requestId,
      ...(ctx.at && { at: ctx.at }),
    })),
  })
}
