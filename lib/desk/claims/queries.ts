import { authorize, type Context } from '@/lib/contract/context'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import type { Claim } from './schema'

/** The claims in force on these transactions, by transaction id. */
export async function claimsOn(
  ctx: Context,
  transactionIds: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  authorize(ctx, 'transaction:read')
  const tenantId = ctx.tenant.id
  return withTenant({ tenantId }, (tx) => readClaims(tx, tenantId, transactionIds))
}

/** Excludes expired claims. */
export async function readClaims(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<ReadonlyMap<string, Claim>> {
  const rows = await tx.$queryRaw<
    { transaction_id: string; user_id: string; full_name: string; claimed_at: Date; expires_at: Date }[]
  >`
    select c.transaction_id, c.user_id, u.full_name, c.claimed_at, c.expires_at
      from claims c join users u on u.tenant_id = c.tenant_id and u.id = c.user_id
     where c.tenant_id = ${tenantId}::uuid and c.transaction_id = any (${[...transactionIds]}::uuid[])
       and c.expires_at > clock_timestamp()`
  return new Map(
    rows.map((row) => [
      row.transaction_id,
      {
        transaction_id: row.transaction_id,
        user_id: row.user_id,
        user_name: row.full_name,
        claimed_at: row.claimed_at.toISOString(),
        expires_at: row.expires_at.toISOString(),
      },
    ]),
  )
}
