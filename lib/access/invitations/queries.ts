import { namesOf } from '@/lib/access/users'
import { authorize, type Context } from '@/lib/contract/context'
import { cursorCodec, toPage } from '@/lib/contract/pagination'
import { uuid } from '@/lib/contract/uuid'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { presentInvitation } from './present'
import type { InvitationPage } from './schema'

const LIST = 'invitations'
const cursors = cursorCodec(uuid)

/** Invitations that are neither accepted nor withdrawn, the newest first; those whose link expired included. */
export async function listInvitations(
  ctx: Context,
  page: { limit: number; cursor?: string },
): Promise<InvitationPage> {
  authorize(ctx, 'user:manage')
  const tenantId = ctx.tenant.id
  const before = page.cursor === undefined ? undefined : cursors.decode(LIST, page.cursor)
  const open = { tenantId, acceptedAt: null, withdrawnAt: null }
  const invitations = await withTenant({ tenantId }, async (tx) => {
    const rows = await tx.invitation.findMany({
      where: before === undefined ? open : { ...open, id: { lt: before } },
      orderBy: { id: 'desc' },
      take: page.limit + 1,
    })
    const names = await namesOf(
      tx,
      tenantId,
      rows.map(({ invitedBy }) => invitedBy),
    )
    return rows.map((row) => presentInvitation(row, names.get(row.invitedBy) ?? row.invitedBy))
  })
  return toPage(invitations, page.limit, (last) => cursors.encode(LIST, last.id))
}

export async function nameOf(tx: TenantClient, tenantId: string, userId: string): Promise<string> {
  return (await namesOf(tx, tenantId, [userId])).get(userId) ?? userId
}
