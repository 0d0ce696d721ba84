import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { type ApiKeyRecord, toApiKey } from './record'

/** Keys of the institution, newest first (ids are time-ordered), revoked ones included. Reads one row more than asked. */
export async function listApiKeys(
  ctx: Context,
  page: { limit: number; before?: string },
): Promise<ApiKeyRecord[]> {
  authorize(ctx, 'api-key:manage')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.apiKey.findMany({
      where: page.before ? { id: { lt: page.before } } : {},
      orderBy: { id: 'desc' },
      take: page.limit + 1,
    }),
  )
  return rows.map(toApiKey)
}
