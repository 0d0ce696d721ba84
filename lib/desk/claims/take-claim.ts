import { announce } from '@/lib/messaging/live'
import { Prisma, type TenantClient } from '@/lib/platform/db'
import { CLAIM_MINUTES } from './schema'

export interface TakenClaim {
  transaction_id: string
  expires_at: Date
}

/**
 * Claims the one alert that `candidate` selects, unless another user has claimed it: one statement decides who gets it.
 * @param candidate a select of `transaction_id`, one row at most
 * @param renews whether what the user holds already counts as taken anew
 */
export async function takeClaim(
  tx: TenantClient,
  tenantId: string,
  userId: string,
  { candidate, renews }: { candidate: Prisma.Sql; renews: boolean },
): Promise<TakenClaim | null> {
  const rows = await tx.$queryRaw<TakenClaim[]>`
    insert into claims as c (tenant_id, transaction_id, user_id, claimed_at, expires_at)
    select ${tenantId}::uuid, transaction_id, ${userId}::uuid, clock_timestamp(),
           clock_timestamp() + make_interval(mins => ${CLAIM_MINUTES}::int)
      from (${candidate}) as candidate
    on conflict (tenant_id, transaction_id) do update
       set user_id = excluded.user_id, claimed_at = excluded.claimed_at, expires_at = excluded.expires_at
     where c.expires_at <= clock_timestamp() or (${renews} and c.user_id = excluded.user_id)
    returning transaction_id, expires_at`
  const [taken] = rows
  if (!taken) return null
  await announce(tx, tenantId, {
    kind: 'claims.changed',
    payload: { transactionId: taken.transaction_id },
  })
  return taken
}
