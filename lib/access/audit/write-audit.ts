import type { Context } from '@/lib/contract/context'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import type { AuditAction } from './actions'

export interface AuditEvent {
  action: AuditAction
  objectKind: string
  objectId?: string
  /** What stood there before and what stands there now; never secrets. */
  before?: Prisma.InputJsonObject
  after?: Prisma.InputJsonObject
}

/** The part of a context that the audit log needs: a failed sign-in has a tenant but no actor yet. */
export type AuditContext = Pick<Context, 'actor' | 'requestId' | 'at'> & {
  tenant: Pick<Context['tenant'], 'id'>
}

/** Notes an event in the transaction of the change itself: neither exists without the other. */
export const writeAudit = (tx: TenantClient, ctx: AuditContext, event: AuditEvent): Promise<void> =>
  writeAudits(tx, ctx, [event])

/** Notes many events in one statement, in their order: one row for each. */
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
