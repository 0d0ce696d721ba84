import { authorize, type Context } from '@/lib/auth/context'
import { withTenant } from '@/lib/platform/db'
import { toUser, type UserRecord } from './record'

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
