import type { AuditEvent } from '@/lib/access/audit'
import { namesOf } from '@/lib/access/users'
import type { Context } from '@/lib/contract/context'
import { queryWithPresentNames } from '@/lib/desk/transactions/schema'
import type { TenantClient } from '@/lib/platform/db'
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
    query: queryWithPresentNames(row.query),
    shared: row.shared,
    own: row.userId === ctx.actor.id,
    user_name: names.get(row.userId) ?? '',
    updated_at: row.updatedAt.toISOString(),
  }))
}

export async function presentView(tx: TenantClient, ctx: Context, row: ViewRow): Promise<SavedView> {
  const [view] = await presentViews(tx, ctx, [row])
  return view as SavedView
}

const auditState = ({ page, name, query, shared }: ViewRow) => ({ page, name, query, shared })

export const viewEvent = (
  action: AuditEvent['action'],
  { before, after }: { before?: ViewRow; after?: ViewRow },
): AuditEvent => ({
  action,
  objectKind: 'saved-view',
  objectId: (before ?? after)?.id ?? '',
  ...(before && { before: auditState(before) }),
  ...(after && { after: auditState(after) }),
})
