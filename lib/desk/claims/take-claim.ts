import { writeAudit } from '@/lib/access/audit'
import { type Context, requireUserId } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import type { TenantClient } from '@/lib/platform/db'
import { CLAIM_MINUTES } from './schema'

export interface TakenClaim {
  transaction_id: string
  claimed_at: Date
  expires_at: Date
}

/** Locks the prediction of an alert, as a decision does: a claim and a decision on one alert follow one another. */
export async function lockAlert(tx: TenantClient, tenantId: string, transactionId: string): Promise<void> {
  await tx.$queryRaw`
    select 1 from predictions
     where tenant_id = ${tenantId}::uuid and transaction_id = ${transactionId}::uuid for no key update`
}

/**
 * Claims an alert that the caller has locked, unless another user has claimed it. A renewal leaves no row in the audit log.
 * @param renews whether what the user holds already counts as taken anew
 */
export async function takeClaim(
  tx: TenantClient,
  ctx: Context,
  { transactionId, renews }: { transactionId: string; renews: boolean },
): Promise<TakenClaim | null> {
  const tenantId = ctx.tenant.id
  const rows = await tx.$queryRaw<(TakenClaim & { is_new: boolean })[]>`
    insert into claims as c (tenant_id, transaction_id, user_id, claimed_at, expires_at)
    select ${tenantId}::uuid, ${transactionId}::uuid, ${requireUserId(ctx)}::uuid, at,
           at + make_interval(mins => ${CLAIM_MINUTES}::int)
      from (select clock_timestamp() as at) clock
    on conflict (tenant_id, transaction_id) do update
       set user_id = excluded.user_id, expires_at = excluded.expires_at,
           claimed_at = case when c.user_id = excluded.user_id and c.expires_at > clock_timestamp()
                             then c.claimed_at else excluded.claimed_at end
     where c.expires_at <= clock_timestamp() or (${renews} and c.user_id = excluded.user_id)
    returning transaction_id, claimed_at, expires_at,
              claimed_at + make_interval(mins => ${CLAIM_MINUTES}::int) = expires_at as is_new`
  const [row] = rows
  if (!row) return null
  const { is_new: isNew, ...taken } = row
  if (isNew) {
    const expires = { expires_at: taken.expires_at.toISOString() }
    await writeAudit(tx, ctx, {
      action: 'claim.taken',
      objectKind: 'transaction',
      objectId: transactionId,
      after: expires,
    })
  }
  await announce(tx, tenantId, {
    kind: 'claims.changed',
    payload: { transactionId: taken.transaction_id },
  })
  return taken
}
