import type { LinkToken } from '@/lib/access/auth'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { HOUR_MS } from '@/lib/platform/time'

/** Ended links are kept this long for investigations. */
const KEEP_DAYS = 30

interface NewReset {
  tenantId: string
  userId: string
  /** The administrator who makes it; null where the user asked for it. */
  createdBy: string | null
  delivery: 'sending' | 'shown'
  hours: number
}

/** Stores a link within the caller's transaction. It replaces the open links of the user. */
export async function storeReset(
  tx: TenantClient,
  { tokenHash }: LinkToken,
  { hours, ...reset }: NewReset,
): Promise<{ id: string; expiresAt: Date }> {
  const now = Date.now()
  const { userId } = reset
  await tx.passwordReset.deleteMany({
    where: { userId, expiresAt: { lt: new Date(now - KEEP_DAYS * 24 * HOUR_MS) } },
  })
  await tx.passwordReset.updateMany({ where: { userId, usedAt: null }, data: { usedAt: new Date(now) } })
  const row = { ...reset, id: newId(), tokenHash, expiresAt: new Date(now + hours * HOUR_MS) }
  await tx.passwordReset.create({ data: row })
  return row
}
