import { type LinkToken, linkWith } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { inBackground } from '@/lib/platform/background'
import { afterCommit, withTenant } from '@/lib/platform/db'
import { log } from '@/lib/platform/log'
import { sendMail } from '@/lib/platform/mail'
import { INVITATION_HOURS, type Invitation, type MadeInvitation } from './schema'

/** The response with the link, or the e-mail with it once the invitation is committed. */
export function deliverInvitation(ctx: Context, invitation: Invitation, token: LinkToken): MadeInvitation {
  const link = linkWith('/accept-invitation', token)
  if (invitation.delivery === 'shown') return { ...invitation, link }
  afterCommit(() => inBackground('mail invitation', () => mailInvitation(ctx, invitation, token, link)))
  return { ...invitation, link: null }
}

/** A newer link of the same invitation has another token, whose delivery stays untouched. */
async function mailInvitation(
  { tenant, actor, requestId }: Context,
  { id, email, full_name: name }: Invitation,
  { tokenHash }: LinkToken,
  link: string,
): Promise<void> {
  const inviter = actor.kind === 'user' ? actor.name : tenant.name
  const delivery = await sendMail({
    to: email,
    subject: `Your invitation to ${tenant.name}`,
    text: textOf({ name, inviter, institution: tenant.name, link }),
  }).then(
    () => 'sent',
    (error: Error) => {
      log.warn({ requestId, tenantId: tenant.id, reason: error.message }, 'an invitation was not sent')
      return 'failed'
    },
  )
  await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.invitation.updateMany({ where: { id, tokenHash }, data: { delivery } }),
  )
}

const textOf = (words: { name: string; inviter: string; institution: string; link: string }): string =>
  `Hello ${words.name},

${words.inviter} invites you to Sentinel, the fraud desk of ${words.institution}.

Open this link to choose a password and sign in. It works once, within ${INVITATION_HOURS} hours:

${words.link}

If you did not expect this message, ignore it.
`
