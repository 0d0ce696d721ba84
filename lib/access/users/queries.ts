import { z } from 'zod'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { defined } from '@/lib/platform/defined'
import { presentListedUser, presentUser, type UserDetails } from './present'
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
    const details = await readDetails(
      tx,
      tenantId,
      rows.map(({ id }) => id),
    )
    return rows.map((row) => presentListedUser(row, details.get(row.id)))
  })
  return toPage(users, limit, (last) => cursors.encode(list, last.email))
}

/** A part of the name or the address, in any case; the wildcards of the database mean themselves. */
function holding(q: string) {
  const text = { contains: q.replace(/[\\%_]/g, '\\$&'), mode: 'insensitive' as const }
  return [{ email: text }, { fullName: text }]
}

/** The last sign-in, as sessions are kept for 30 days after their end, and the open link. One look-up in an index per user. */
async function readDetails(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, UserDetails>> {
  const rows = await tx.$queryRaw<(UserDetails & { id: string })[]>`
    select u.id, s.created_at as "lastSignInAt", r.delivery as "linkDelivery", r.created_at as "linkCreatedAt"
      from unnest(${ids}::uuid[]) u (id)
      left join lateral (
        select created_at from sessions
         where tenant_id = ${tenantId}::uuid and user_id = u.id order by created_at desc limit 1) s on true
      left join lateral (
        select delivery, created_at from password_resets
         where tenant_id = ${tenantId}::uuid and user_id = u.id and expires_at > now() and used_at is null
         order by expires_at desc limit 1) r on true`
  return new Map(rows.map(({ id, ...details }) => [id, details]))
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
