import { writeAudit } from '@/lib/access/audit'
import { forgetApiKeys } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { isRole, roleMay } from '@/lib/contract/permissions'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { ownerIdOf } from './present'
import { withOwner } from './queries'
import type { ApiKey, ApiKeyHandover } from './schema'

const PERMISSION = 'api-key:manage'

/**
 * Makes another administrator answer for a key. A key whose owner was disabled works again: here from the next request
 * on, on other servers within 15 seconds.
 * @throws AppError missing-permission, not-found, conflict for a revoked key, invalid-reference
 */
export async function handOverApiKey(ctx: Context, id: string, input: ApiKeyHandover): Promise<ApiKey> {
  authorize(ctx, PERMISSION)
  const tenantId = ctx.tenant.id
  const key = await withTenant({ tenantId }, async (tx) => {
    const before = await tx.apiKey.findFirst({ where: { id } })
    if (!before) throw new AppError('not-found')
    if (before.revokedAt)
      throw new AppError('conflict', { detail: 'The key is revoked; create another one.' })
    await requireOwner(tx, input.owner_id)
    const after = { ...before, ownerId: input.owner_id }
    if (ownerIdOf(before) !== input.owner_id) {
      await tx.apiKey.updateMany({ where: { id }, data: { ownerId: input.owner_id } })
      await writeAudit(tx, ctx, {
        action: 'api-key.handed-over',
        objectKind: 'api-key',
        objectId: id,
        before: { owner: ownerIdOf(before) },
        after: { owner: input.owner_id, name: before.name, prefix: before.prefix },
      })
    }
    return await withOwner(tx, tenantId, after)
  })
  forgetApiKeys()
  return key
}

/** Who answers for a key must be able to revoke it. */
async function requireOwner(tx: TenantClient, id: string): Promise<void> {
  const user = await tx.user.findFirst({ where: { id, status: 'active' } })
  if (user && isRole(user.role) && roleMay(user.role, PERMISSION)) return
  throw new AppError('invalid-reference', {
    errors: [{ field: 'owner_id', reason: 'is no active administrator of the institution' }],
  })
}
