import { type AuditEvent, writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { readCase } from './get-case'
import type { CaseDetail } from './schema'

/** Records an addition to a case or a removal. The case counts as updated; its version, which is that of its fields, stays. */
export async function touchCase(
  tx: TenantClient,
  ctx: Context,
  id: string,
  event: Pick<AuditEvent, 'action' | 'before' | 'after'>,
): Promise<void> {
  const tenantId = ctx.tenant.id
  const at = (ctx.at ?? new Date()).toISOString()
  // Of writes that race, one that waited for the lock may carry an earlier time than the one before it.
  await tx.$executeRaw`
    update cases set updated_at = greatest(updated_at, ${at}::timestamptz)
     where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
  await writeAudit(tx, ctx, { ...event, objectKind: 'case', objectId: id })
}

/** The last step of each write: announces it and reads the case in the same transaction, so the response shows this very change. */
export async function finishChange(tx: TenantClient, ctx: Context, id: string): Promise<CaseDetail> {
  await announceCase(tx, ctx.tenant.id, id)
  return await readCase(tx, ctx, id)
}

/** Announces a case with the number of its newest audit entry: a page that shows this entry has nothing to refresh. */
export async function announceCase(tx: TenantClient, tenantId: string, caseId: string): Promise<void> {
  const { seq } = await tx.auditLog.findFirstOrThrow({
    where: { tenantId, objectKind: 'case', objectId: caseId },
    orderBy: { seq: 'desc' },
    select: { seq: true },
  })
  await announce(tx, tenantId, { kind: 'cases.changed', payload: { caseId, seq: String(seq) } })
}
