import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import type { Claim } from './schema'

/** Who looks at which of these transactions now, by transaction. */
export async function claimsOn(
  ctx: Context,
  transactionIds: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, (tx) => readClaims(tx, tenantId, transactionIds))
}

/** Claims that have run out are none. */
export async function readClaims(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await tx.$queryRaw<
    { transaction_id: string; user_id: string; full_name: string; expires_at: Date }[]
  >`
    select c.transaction_id, c.user_id, u.full_name, c.expires_at
      from claims c join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
     where c.tenant_id = ${tenantId}::uuid and c.transaction_id = any (${[...transactionIds]}::uuid[])
       and c.expires_at > clock_timestamp()`
  return new Map(
    rows.map((row) => [
      row.transaction_id,
      {
        transactionId: row.transaction_id,
        userId: row.user_id,
        userName: row.full_name,
        expiresAt: row.expires_at.toISOString(),
      },
    ]),
  )
}
