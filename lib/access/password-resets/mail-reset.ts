import { type LinkToken, linkWith } from '@/lib/access/auth'
import { log } from '@/lib/platform/log'
import { sendMail } from '@/lib/platform/mail'

interface Recipient {
  tenantId: string
  requestId: string
  email: string
  name: string
  institution: string
  hours: number
}

/** Sends a link. A failure is logged: the response is already out, and the user can ask again. */
export async function mailReset(recipient: Recipient, token: LinkToken): Promise<void> {
  const { tenantId, requestId, email } = recipient
  await sendMail({
    to: email,
    subject: 'Set a new password for Sentinel',
    text: textOf(recipient, linkWith('/reset-password', token)),
  }).catch((error: Error) =>
    log.warn({ requestId, tenantId, reason: error.message }, 'a link to reset a password was not sent'),
  )
}

const textOf = ({ name, institution, hours }: Recipient, link: string): string =>
  `Hello ${name},

open this link to set a new password for your account at ${institution}. It works once, within ${hours === 1 ? 'an hour' : `${hours} hours`}:

${link}

Setting the password ends all your sessions. If you did not ask for it, ignore this message: your password stays.
`
