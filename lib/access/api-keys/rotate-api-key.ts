import { writeAudit } from '@/lib/access/audit'
import { forgetApiKeys, newApiKeySecret } from '@/lib/access/auth'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { expiryProblem } from '@/lib/contract/time-bounds'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { ApiKeyRow } from './present'
import { withOwner } from './queries'
import type { ApiKeyRotation, CreatedApiKey } from './schema'

/** Both keys work for so long, which is the time to give clients the new one. */
export const OVERLAP_HOURS = 24

/**
 * Replaces a key by a new one with the same name and scopes. The old key works for another 24 hours, or until its own
 * earlier expiry. The secret of the new key is in this result and stored nowhere.
 * @throws AppError missing-permission, not-found, conflict for a key that is over or already replaced, invalid-request
 */
export async function rotateApiKey(ctx: Context, id: string, input: ApiKeyRotation): Promise<CreatedApiKey> {
  authorize(ctx, 'api-key:manage')
  const createdBy = requireUserId(ctx)
  const tenantId = ctx.tenant.id
  const now = new Date()
  const expiresAt = input.expires_at === undefined ? null : new Date(input.expires_at)
  const reason = expiresAt && expiryProblem(expiresAt, now)
  if (reason) throw new AppError('invalid-request', { errors: [{ field: 'expires_at', reason }] })
  const { secret, prefix, keyHash } = newApiKeySecret()
  const key = await withTenant({ tenantId }, async (tx) => {
    const old = await lockKey(tx, tenantId, id, now)
    const { name, scopes } = old
    const row = { tenantId, id: newId(), name, prefix, keyHash, scopes, createdBy, expiresAt }
    const created = await tx.apiKey.create({ data: row })
    const end = endOfOverlap(old, now)
    await tx.apiKey.updateMany({ where: { id }, data: { replacedBy: row.id, expiresAt: end } })
    await writeAudit(tx, ctx, {
      action: 'api-key.rotated',
      objectKind: 'api-key',
      objectId: id,
      before: { prefix: old.prefix, expiresAt: old.expiresAt?.toISOString() ?? null },
      after: { name, prefix, scopes, replacedBy: row.id, expiresAt: end.toISOString() },
    })
    return await withOwner(tx, tenantId, created)
  })
  forgetApiKeys()
  return { ...key, secret }
}

/** Of two rotations at the same time, the second finds the key replaced. */
async function lockKey(tx: TenantClient, tenantId: string, id: string, now: Date): Promise<ApiKeyRow> {
  await tx.$queryRaw`select 1 from api_keys where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`
  const key = await tx.apiKey.findFirst({ where: { id } })
  if (!key) throw new AppError('not-found')
  if (key.replacedBy) throw new AppError('conflict', { detail: 'The key is already replaced.' })
  if (key.revokedAt || (key.expiresAt && key.expiresAt <= now))
    throw new AppError('conflict', { detail: 'The key is over; create another one.' })
  return key
}

function endOfOverlap({ expiresAt }: ApiKeyRow, now: Date): Date {
  const end = new Date(now.getTime() + OVERLAP_HOURS * 3_600_000)
  return expiresAt && expiresAt < end ? expiresAt : end
}
