import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { defined } from '@/lib/platform/defined'
import { presentListedUser, presentUser } from './present'
import type { AssignableUsers, UserPage, UserQuery } from './schema'

/** More than any fraud desk has. */
const MOST_ASSIGNABLE = 1_000
const LIST = 'users'
const cursors = cursorCodec(z.string())

/** Users of the institution by e-mail, disabled ones included, with their last sign-in. */
export async function listUsers(
  ctx: Context,
  { limit, cursor, q, role, status }: UserQuery,
): Promise<UserPage> {
  authorize(ctx, 'user:manage')
  const tenantId = ctx.tenant.id
  const list = [LIST, q ?? null, role ?? null, status ?? null]
  const after = cursor === undefined ? undefined : cursors.decode(list, cursor)
  const users = await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.user.findMany({
      where: defined({
        tenantId,
        role,
        status,
        email: after === undefined ? undefined : { gt: after },
        OR: q === undefined ? undefined : holding(q),
      }),
      orderBy: { email: 'asc' },
      take: limit + 1,
    })
    const signedIn = await lastSignIns(
      tx,
      tenantId,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => presentListedUser(row, signedIn.get(row.id)))
  })
  return toPage(users, limit, (last) => cursors.encode(list, last.email))
}

/** A part of the name or the address, in any case; the wildcards of the database mean themselves. */
function holding(q: string) {
  const text = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
  return [{ email: text }, { fullName: text }]
}

/** Sessions are kept for 30 days after their end. One look-up in their index per user. */
async function lastSignIns(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, Date>> {
  const rows = await tx.$queryRaw<{ id: string; at: Date }[]>`
    select u.id, s.created_at as at
      from unnest(${ids}::uuid[]) u (id)
      cross join lateral (
        select created_at from sessions
         where tenant_id = ${tenantId}::uuid and user_id = u.id order by created_at desc limit 1) s`
  return new Map(rows.map(({ id, at }) => [id, at]))
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
