import { uuid } from '@/lib/contract/uuid'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { type ApiKeyRow, ownerIdOf, presentApiKey } from './present'
import type { ApiKey, ApiKeyPage } from './schema'

const LIST = 'api-keys'
const cursors = cursorCodec(uuid)

/**
 * Keys of the institution, newest first (ids are time-ordered), revoked ones included. Names the owner of each key: the
 * keys of a disabled user do not work until they are handed over.
 */
export async function listApiKeys(
  ctx: Context,
  page: { limit: number; cursor?: string },
): Promise<ApiKeyPage> {
  authorize(ctx, 'api-key:manage')
  const before = page.cursor === undefined ? undefined : cursors.decode(LIST, page.cursor)
  const keys = await withTenant({ tenantId: ctx.tenant.id }, async (tx) => {
    const rows = await tx.apiKey.findMany({
      where: before === undefined ? {} : { id: { lt: before } },
      orderBy: { id: 'desc' },
      take: page.limit + 1,
    })
    return await withOwners(tx, ctx.tenant.id, rows)
  })
  return toPage(keys, page.limit, (last) => cursors.encode(LIST, last.id))
}

/** The keys as responses, with the name and status of their owners. */
export async function withOwners(
  tx: TenantClient,
  tenantId: string,
  rows: readonly ApiKeyRow[],
): Promise<ApiKey[]> {
  const users = await tx.user.findMany({
    where: { tenantId, id: { in: [...new Set(rows.map(ownerIdOf))] } },
    select: { id: true, fullName: true, status: true },
  })
  const owners = new Map(
    users.map(({ id, fullName, status }) => [
      id,
      { id, name: fullName, status: status === 'active' ? ('active' as const) : ('disabled' as const) },
    ]),
  )
  return rows.map((row) => {
    const owner = owners.get(ownerIdOf(row))
    if (!owner) throw new Error(`the API key ${row.id} has no owner`)
    return presentApiKey(row, owner)
  })
}

/** One key as a response. */
export async function withOwner(tx: TenantClient, tenantId: string, row: ApiKeyRow): Promise<ApiKey> {
  const [key] = await withOwners(tx, tenantId, [row])
  return key as ApiKey
}
