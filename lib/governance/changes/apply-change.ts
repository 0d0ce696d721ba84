import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import type { Plan, State } from './change-kind'
import { noteChange, stale, updateChange } from './change-transaction'
import { kindOf, storedPayload } from './kinds'
import type { ChangeRow } from './present'
import type { ChangeKindName } from './schema'
import { hashOf } from './shown-hash'

/** @throws AppError stale unless what is in force is what was shown */
export async function requireCurrent(tx: TenantClient, row: ChangeRow): Promise<void> {
  const kind = row.kind as ChangeKindName
  const current = await kindOf(kind).current(tx, row.tenantId, storedPayload(kind, row.payload))
  if (hashOf(current) !== hashOf(row.before)) throw stale()
}

/**
 * Puts a change in force, in the transaction of the caller, who holds the lock of the changes: what is in force, the
 * change, its status and the audit log commit together or not at all.
 * @param decision who approved it, where that happens now
 * @throws AppError stale where another state is in force than was shown
 */
export async function applyChange(
  tx: TenantClient,
  ctx: Context,
  row: ChangeRow,
  decision: Partial<Pick<ChangeRow, 'decidedBy' | 'decidedAt' | 'decisionNote'>>,
): Promise<ChangeRow> {
  await requireCurrent(tx, row)
  const kind = row.kind as ChangeKindName
  const plan: Plan<unknown> = {
    payload: storedPayload(kind, row.payload),
    before: row.before as State,
    after: row.after as State,
    summary: row.summary,
  }
  const { policyVersion } = await kindOf(kind).apply(tx, ctx, plan, row.requestedBy)
  const data = { ...decision, status: 'applied', appliedAt: ctx.at ?? new Date(), policyVersion }
  const after = await updateChange(tx, row, data)
  await noteChange(tx, ctx, 'change.applied', { before: row, after })
  return after
}
