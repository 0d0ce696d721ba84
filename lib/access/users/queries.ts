import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { withTenant } from '@/lib/platform/db'
import { presentUser } from './present'
import type { AssignableUsers, UserPage } from './schema'

/** More than any fraud desk has. */
const MOST_ASSIGNABLE = 1_000
const LIST = 'users'
const cursors = cursorCodec(z.string())

/** Users of the institution by e-mail, disabled ones included. */
export async function listUsers(ctx: Context, page: { limit: number; cursor?: string }): Promise<UserPage> {
  authorize(ctx, 'user:manage')
  const after = page.cursor === undefined ? undefined : cursors.decode(LIST, page.cursor)
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.user.findMany({
      where: after === undefined ? {} : { email: { gt: after } },
      orderBy: { email: 'asc' },
      take: page.limit + 1,
    }),
  )
  return toPage(rows.map(presentUser), page.limit, (last) => cursors.encode(LIST, last.email))
}

/** Active users of the institution by name, to assign a case to or to mention. */
export async function listAssignable(ctx: Context): Promise<AssignableUsers> {
  authorize(ctx, 'case:read')
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.user.findMany({
      where: { status: 'active' },
      orderBy: [{ fullName: 'asc' }, { id: 'asc' }],
      take: MOST_ASSIGNABLE,
    }),
  )
  return { items: rows.map(presentUser).map(({ id, full_name: name, role }) => ({ id, name, role })) }
}
