import { type LinkToken, linkWith } from '@/lib/access/auth'
import { type TenantClient, withTenant } from '@/lib/platform/db'
import { deliverMail } from '@/lib/platform/deliver-mail'

interface Recipient {
  tenantId: string
  requestId: string
  email: string
  name: string
  institution: string
  hours: number
}

/** Sends a link after the response, with retries; the list of the users says where it was not sent. */
export function mailReset(recipient: Recipient, token: LinkToken): void {
  const { tenantId, requestId, email } = recipient
  const { tokenHash } = token
  const inTenant = <T>(work: (tx: TenantClient) => Promise<T>) => withTenant({ tenantId }, work)
  deliverMail({
    name: 'mail password reset',
    ids: { requestId, tenantId },
    mail: {
      to: email,
      subject: 'Set a new password for Sentinel',
      text: textOf(recipient, linkWith('/reset-password', token)),
    },
    note: async (delivery) => {
      await inTenant((tx) => tx.passwordReset.updateMany({ where: { tokenHash }, data: { delivery } }))
    },
    isWanted: async () =>
      (await inTenant((tx) => tx.passwordReset.count({ where: { tokenHash, usedAt: null } }))) > 0,
  })
}

const textOf = ({ name, institution, hours }: Recipient, link: string): string =>
  `Hello ${name},

open this link to set a new password for your account at ${institution}. It works once, within ${hours === 1 ? 'an hour' : `${hours} hours`}:

${link}

Setting the password ends all your sessions. If you did not ask for it, ignore this message: your password stays.
`
