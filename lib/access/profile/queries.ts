import type { Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { withTenant } from '@/lib/platform/db'
import { presentProfile, presentSession } from './present'
import { requireSelf } from './require-self'
import type { Profile, SessionPage } from './schema'

const LIST = 'own-sessions'
const cursors = cursorCodec(uuid)

/** The own account as stored. */
export async function getProfile(ctx: Context): Promise<Profile> {
  const { id } = requireSelf(ctx)
  return withTenant({ tenantId: ctx.tenant.id }, async (tx) =>
    presentProfile(await tx.user.findFirstOrThrow({ where: { id } })),
  )
}

/** The own sessions that have not ended, the newest sign-in first (ids are time-ordered). */
export async function listOwnSessions(
  ctx: Context,
  page: { limit: number; cursor?: string },
): Promise<SessionPage> {
  const { id: userId, sessionId } = requireSelf(ctx)
  const before = page.cursor === undefined ? undefined : cursors.decode(LIST, page.cursor)
  const live = { userId, revokedAt: null, expiresAt: { gt: new Date() } }
  const rows = await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    tx.session.findMany({
      where: before === undefined ? live : { ...live, id: { lt: before } },
      orderBy: { id: 'desc' },
      take: page.limit + 1,
    }),
  )
  const sessions = rows.map((row) => presentSession(row, sessionId))
  return toPage(sessions, page.limit, (last) => cursors.encode(LIST, last.id))
}
