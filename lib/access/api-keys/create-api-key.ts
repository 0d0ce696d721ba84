import { writeAudit } from '@/lib/access/audit'
import { newApiKeySecret } from '@/lib/access/auth'
import { authorize, type Context, requireUserId } from '@/lib/contract/context'
import { expiryProblem } from '@/lib/contract/time-bounds'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { withOwner } from './queries'
import type { CreatedApiKey, NewApiKey } from './schema'

/**
 * Creates an API key. Its secret is in this result and stored nowhere.
 * @throws AppError missing-permission, invalid-request for an expiry out of bounds
 */
export async function createApiKey(ctx: Context, input: NewApiKey): Promise<CreatedApiKey> {
  authorize(ctx, 'api-key:manage')
  const createdBy = requireUserId(ctx)
  const expiresAt = input.expires_at === undefined ? null : new Date(input.expires_at)
  const reason = expiresAt && expiryProblem(expiresAt, new Date())
  if (reason) throw new AppError('invalid-request', { errors: [{ field: 'expires_at', reason }] })
  const { secret, prefix, keyHash } = newApiKeySecret()
  const row = {
    tenantId: ctx.tenant.id,
    id: newId(),
    name: input.name,
    prefix,
    keyHash,
    scopes: [...input.scopes],
    createdBy,
    expiresAt,
  }
  const key = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const created = await tx.apiKey.create({ data: row })
    await writeAudit(tx, ctx, {
      action: 'api-key.created',
      objectKind: 'api-key',
      objectId: row.id,
      after: { name: row.name, prefix, scopes: row.scopes, expiresAt: row.expiresAt?.toISOString() ?? null },
    })
    return await withOwner(tx, ctx.tenant.id, created)
  })
  return { ...key, secret }
}
