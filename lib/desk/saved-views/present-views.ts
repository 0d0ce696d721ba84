import type { Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { namesOf } from '@/lib/access/users'
import { presentQuery } from '@/lib/desk/transactions/schema'
import type { SavedView } from './schema'

export type ViewRow = Awaited<ReturnType<TenantClient['savedView']['findMany']>>[number]

export async function presentViews(tx: TenantClient, ctx: Context, rows: ViewRow[]): Promise<SavedView[]> {
  const names = await namesOf(
    tx,
    ctx.tenant.id,
    rows.map(({ userId }) => userId),
  )
  return rows.map((row) => ({
    id: row.id,
    page: row.page as SavedView['page'],
    name: row.name,
    query: presentQuery(row.query),
    shared: row.shared,
    own: row.userId === ctx.actor.id,
    user_name: names.get(row.userId) ?? '',
    updated_at: row.updatedAt.toISOString(),
  }))
}

/** What the trail keeps of a view. */
export const stateOf = ({
  page,
  name,
  query,
  shared,
}: Pick<ViewRow, 'page' | 'name' | 'query' | 'shared'>) => ({
  page,
  name,
  query,
  shared,
})
