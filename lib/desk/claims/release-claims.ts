import type { TenantClient } from '@/lib/platform/db'

/** Frees alerts, whoever holds them, in the transaction of what settled them. */
export async function releaseClaims(
  tx: TenantClient,
  tenantId: string,
  transactionIds: readonly string[],
): Promise<void> {
  await tx.claim.deleteMany({ where: { tenantId, transactionId: { in: [...transactionIds] } } })
}
