import { type LinkToken, linkWith } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { afterCommit, type TenantClient, withTenant } from '@/lib/platform/db'
import { deliverMail } from '@/lib/platform/deliver-mail'
import { INVITATION_HOURS, type Invitation, type MadeInvitation } from './schema'

/** The response with the link, or the e-mail with it once the invitation is committed. */
export function deliverInvitation(ctx: Context, invitation: Invitation, token: LinkToken): MadeInvitation {
  const link = linkWith('/accept-invitation', token)
  if (invitation.delivery === 'shown') return { ...invitation, link }
  afterCommit(() => mailInvitation(ctx, invitation, token, link))
  return { ...invitation, link: null }
}

/** A newer link of the same invitation has another token, whose delivery stays untouched. */
function mailInvitation(
  { tenant, actor, requestId }: Context,
  { id, email, full_name: name }: Invitation,
  { tokenHash }: LinkToken,
  link: string,
): void {
  const inviter = actor.kind === 'user' ? actor.name : tenant.name
  const open = { id, tokenHash, acceptedAt: null, withdrawnAt: null }
  const inTenant = <T>(work: (tx: TenantClient) => Promise<T>) => withTenant({ tenantId: tenant.id }, work)
  deliverMail({
    name: 'mail invitation',
    ids: { requestId, tenantId: tenant.id },
    mail: {
      to: email,
      subject: `Your invitation to ${tenant.name}`,
      text: textOf({ name, inviter, institution: tenant.name, link }),
    },
    note: async (delivery) => {
      await inTenant((tx) => tx.invitation.updateMany({ where: { id, tokenHash }, data: { delivery } }))
    },
    isWanted: async () => (await inTenant((tx) => tx.invitation.count({ where: open }))) > 0,
  })
}

const textOf = (words: { name: string; inviter: string; institution: string; link: string }): string =>
  `Hello ${words.name},

${words.inviter} invites you to Sentinel, the fraud desk of ${words.institution}.

Open this link to choose a password and sign in. It works once, within ${INVITATION_HOURS} hours:

${words.link}

If you did not expect this message, ignore it.
`
