import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { toUser, type UserRecord } from './record'
import type { AssignableUsers } from './schema'

/** More than any fraud desk has. */
const MOST_ASSIGNABLE = 1_000

/** People of the institution by e-mail, disabled ones included. Reads one row more than asked. */
export async function listUsers(
  ctx: Context,
  page: { limit: number; after?: string },
): Promise<UserRecord[]> {
  authorize(ctx, 'user:manage')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.user.findMany({
      where: page.after ? { email: { gt: page.after } } : {},
      orderBy: { email: 'asc' },
      take: page.limit + 1,
    }),
  )
  return rows.map(toUser)
}

/** Active people of the institution by name, for whoever gives out work or mentions a colleague. */
export async function listAssignable(ctx: Context): Promise<AssignableUsers> {
  authorize(ctx, 'case:read')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.user.findMany({
      where: { status: 'active' },
      orderBy: [{ fullName: 'asc' }, { id: 'asc' }],
      take: MOST_ASSIGNABLE,
    }),
  )
  return { items: rows.map(toUser).map(({ id, fullName: name, role }) => ({ id, name, role })) }
}
