import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { withTenant } from '@/lib/platform/db'
import { presentApiKey } from './present'
import type { ApiKeyPage } from './schema'

const LIST = 'api-keys'
const cursors = cursorCodec(z.uuid())

/** Keys of the institution, newest first (ids are time-ordered), revoked ones included. */
export async function listApiKeys(
  ctx: Context,
  page: { limit: number; cursor?: string },
): Promise<ApiKeyPage> {
  authorize(ctx, 'api-key:manage')
  const before = page.cursor === undefined ? undefined : cursors.decode(LIST, page.cursor)
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.apiKey.findMany({
      where: before === undefined ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: page.limit + 1,
    }),
  )
  return toPage(rows.map(presentApiKey), page.limit, (last) => cursors.encode(LIST, last.id))
}
