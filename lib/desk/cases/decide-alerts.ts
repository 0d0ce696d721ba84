import { type Context, mayActor } from '@/lib/contract/context'
import type { Decision } from '@/lib/contract/decisions'
import { decideLocked, lockDecisions } from '@/lib/desk/decisions'
import { MAX_DECISIONS } from '@/lib/desk/decisions/schema'
import { OPEN_ALERT } from '@/lib/desk/transactions'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { CaseRow } from './present'
import { caseKey, type CaseOutcome, DECIDING_OUTCOMES } from './vocabulary'

/** The alerts of a case that nobody has resolved, with the decision that its outcome means. */
export interface AlertsToDecide {
  ids: string[]
  decision: Decision
}

const MAX_NOTES = 2_048

/**
 * Selects the alerts that are decided with a case that is closed; null for an outcome that decides nothing.
 * @throws AppError missing-permission, conflict for more than may be decided at once
 */
export async function selectAlerts(
  tx: TenantClient,
  ctx: Context,
  caseId: string,
  outcome: CaseOutcome,
): Promise<AlertsToDecide | null> {
  const decision = DECIDING_OUTCOMES[outcome]
  if (decision === undefined || ctx.actor.kind !== 'user') return null
  const rows = await tx.$queryRaw<{ transaction_id: string }[]>`
    select transaction_id from case_transactions join scored_transactions using (tenant_id, transaction_id)
     where tenant_id = ${ctx.tenant.id}::uuid and case_id = ${caseId}::uuid and ${OPEN_ALERT}
     order by transaction_id limit ${MAX_DECISIONS + 1}`
  const ids = rows.map(({ transaction_id }) => transaction_id)
  if (ids.length > MAX_DECISIONS) {
    const detail = `More than ${MAX_DECISIONS.toLocaleString('en-US')} alerts of the case are open: decide some first, or leave them open.`
    throw new AppError('conflict', { detail })
  }
  if (ids.length > 1 && !mayActor(ctx.actor, 'transaction:decide-many')) {
    const detail = `${ids.length} alerts of the case are open, and only senior analysts can decide several at once. Decide them first, or leave them open.`
    throw new AppError('missing-permission', { detail })
  }
  return ids.length > 0 ? { ids, decision } : null
}

/**
 * Decides the alerts of a case that is closed. The last step of its database transaction: scoring waits for their labels.
 * @throws AppError claimed
 */
export async function decideAlerts(
  tx: TenantClient,
  ctx: Context,
  { number, summary }: CaseRow,
  { ids, decision }: AlertsToDecide,
  overrideClaim: boolean,
): Promise<void> {
  const locked = await lockDecisions(tx, ctx.tenant.id, ids)
  // Alerts that another user resolved since the query are left as they are.
  const open = [...locked].filter(([, { decision: now }]) => now === null || now === 'escalated')
  const notes = `Closed with ${caseKey(number)}. ${summary ?? ''}`.trim().slice(0, MAX_NOTES)
  await decideLocked(tx, ctx, new Map(open), { decision, notes, override_claim: overrideClaim })
}
