import { writeAudit } from '@/lib/access/audit'
import { forgetApiKeys } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Ends a key: this server rejects it from the next request on, others within 15 seconds. Revoking twice is no error.
 * @throws AppError missing-permission, not-found
 */
export async function revokeApiKey(ctx: Context, id: string): Promise<void> {
  authorize(ctx, 'api-key:manage')
  await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const key = await tx.apiKey.findFirst({ where: { id } })
    if (!key) throw new AppError('not-found')
    const { count } = await tx.apiKey.updateMany({
      where: { id, revokedAt: null },
      data: { revokedAt: new Date() },
    })
    if (count === 0) return
    await writeAudit(tx, ctx, {
      action: 'api-key.revoked',
      objectKind: 'api-key',
      objectId: id,
      before: { name: key.name, prefix: key.prefix, scopes: key.scopes },
    })
  })
  forgetApiKeys()
}
