import { type AuditAction, writeAudit } from '@/lib/access/audit'
import type { Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { isUniqueViolation, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { auditState, type ChangeRow } from './present'
import { tellUsers } from './tell-users'

/** Runs work in one transaction of the tenant; another writer of the policy that was faster makes the change stale. */
export const inChangeTransaction = <T>(ctx: Context, work: (tx: TenantClient) => Promise<T>): Promise<T> =>
  withTenant({ tenantId: ctx.tenant.id }, work).catch((error: unknown) => {
    if (!isUniqueViolation(error)) throw error
    throw stale(error)
  })

/** Lets one change of the tenant take effect at a time, until its transaction ends. */
export async function lockChanges(tx: TenantClient, tenantId: string): Promise<void> {
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${`changes:${tenantId}`}, 0))`
}

export const stale = (cause?: unknown): AppError =>
  new AppError('stale', {
    detail: 'What was shown no longer holds: another change took effect meanwhile. Look at the new preview.',
    cause,
  })

/** @throws AppError not-found */
export async function findChange(tx: TenantClient, tenantId: string, id: string): Promise<ChangeRow> {
  const row = await tx.changeRequest.findFirst({ where: { tenantId, id } })
  if (!row) throw new AppError('not-found')
  return row
}

/** @throws AppError conflict unless the change has this status */
export function requireStatus(row: ChangeRow, ...statuses: string[]): void {
  if (statuses.includes(row.status)) return
  throw new AppError('conflict', { detail: `The change is ${row.status} by now.` })
}

/** Writes the columns if the change still is as `row` says. @throws AppError conflict */
export async function updateChange(
  tx: TenantClient,
  row: ChangeRow,
  data: Partial<
    Omit<
      ChangeRow,
      'payload' | 'before' | 'after' | 'impact' | 'releases' | 'testSlice' | 'velocity' | 'tenantId' | 'id'
    >
  >,
): Promise<ChangeRow> {
  const { tenantId, id, status, shownHash } = row
  const { count } = await tx.changeRequest.updateMany({ where: { tenantId, id, status, shownHash }, data })
  if (count === 0) throw new AppError('conflict', { detail: 'Another user decided on the change meanwhile.' })
  return { ...row, ...data }
}

/** Audits what happened to a change, notifies whom it concerns and tells open pages. */
export async function noteChange(
  tx: TenantClient,
  ctx: Context,
  action: Extract<AuditAction, `change.${string}`>,
  { before, after }: { before?: ChangeRow; after: ChangeRow },
): Promise<void> {
  await writeAudit(tx, ctx, {
    action,
    objectKind: 'change-request',
    objectId: after.id,
    before: before && auditState(before),
    after: auditState(after),
  })
  await tellUsers(tx, ctx, action, after)
  await announce(tx, ctx.tenant.id, { kind: 'changes.changed', payload: { changeId: after.id } })
}
