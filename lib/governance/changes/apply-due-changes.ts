import { loadTenant, readInstitutionSettings, systemContext } from '@/lib/access/tenants'
import type { Context } from '@/lib/contract/context'
import { findTenantsWithDueChanges, type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError, isAppError, PROBLEMS } from '@/lib/platform/errors'
import { isDraining } from '@/lib/platform/lifecycle'
import { applyChange } from './apply-change'
import { inChangeTransaction, lockChanges, noteChange, updateChange } from './change-transaction'
import { kindOf, storedPayload } from './kinds'
import type { ChangeRow } from './present'
import type { ChangeKindName } from './schema'

/**
 * Puts the scheduled changes whose time has come in force, in every tenant, in the order of their times, however many
 * processes run this at the same time. A change that cannot take effect ends as stale with the reason. Returns how many
 * took effect.
 */
export async function applyDueChanges(now: Date): Promise<number> {
  let applied = 0
  for (const tenantId of await findTenantsWithDueChanges(now)) {
    const tenant = await withTenant({ tenantId }, (tx) => loadTenant(tx))
    const ctx = systemContext(tenant, 'change-clock')
    for (let due = await nextDue(ctx, now); due !== null && !isDraining(); due = await nextDue(ctx, now)) {
      applied += Number(await applyDue(ctx, due, now))
    }
  }
  return applied
}

const nextDue = ({ tenant: { id } }: Context, now: Date): Promise<ChangeRow | null> =>
  withTenant({ tenantId: id }, (tx) => findDue(tx, id, now))

const findDue = (tx: TenantClient, tenantId: string, now: Date): Promise<ChangeRow | null> =>
  tx.changeRequest.findFirst({
    where: { tenantId, status: 'scheduled', startsAt: { lte: now } },
    orderBy: [{ startsAt: 'asc' }, { id: 'asc' }],
  })

/** True where the change took effect here and not in another process. */
async function applyDue(ctx: Context, { id, kind, payload }: ChangeRow, now: Date): Promise<boolean> {
  const name = kind as ChangeKindName
  try {
    await kindOf(name).prepare?.(ctx, storedPayload(name, payload))
    return await inChangeTransaction(ctx, async (tx) => {
      const row = await lockDue(tx, ctx, now)
      if (row?.id !== id) return false
      await requireApproval(tx, row)
      await applyChange(tx, ctx, row, {})
      return true
    })
  } catch (error) {
    // A server failure passes: the next turn of the job retries.
    if (!isAppError(error) || error.status >= SERVER_FAILURE) throw error
    await endAsStale(ctx, id, now, error.detail ?? PROBLEMS[error.code].title)
    return false
  }
}

const SERVER_FAILURE = 500

/** Four eyes hold for what was scheduled before they were switched on. @throws AppError stale */
async function requireApproval(tx: TenantClient, row: ChangeRow): Promise<void> {
  if (row.fourEyes || !(await readInstitutionSettings(tx)).four_eyes) return
  throw new AppError('stale', {
    detail: 'Four eyes were switched on after it was scheduled, and no other administrator approved it.',
  })
}

async function lockDue(tx: TenantClient, ctx: Context, now: Date): Promise<ChangeRow | null> {
  await lockChanges(tx, ctx.tenant.id)
  return findDue(tx, ctx.tenant.id, now)
}

async function endAsStale(ctx: Context, id: string, now: Date, failure: string): Promise<void> {
  await inChangeTransaction(ctx, async (tx) => {
    const row = await lockDue(tx, ctx, now)
    if (row?.id !== id) return
    const after = await updateChange(tx, row, { status: 'stale', failure: failure.slice(0, MAX_FAILURE) })
    await noteChange(tx, ctx, 'change.stale', { before: row, after })
  })
}

const MAX_FAILURE = 1_000
