/** Invitations in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { emailSchema, linkDelivery, linkToken, newPassword } from '@/lib/access/auth/schema'
import { fullName } from '@/lib/access/profile/schema'
import { pageQuery } from '@/lib/contract/pagination'
import { ROLES } from '@/lib/contract/permissions'
import { uuid } from '@/lib/contract/uuid'

/** A link works for so long. */
export const INVITATION_HOURS = 72

export const invitationResponse = z.object({
  id: uuid,
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  invited_by: z.object({ id: uuid, name: z.string() }),
  delivery: z
    .enum(['shown', 'sending', 'sent', 'failed'])
    .describe(
      'shown: the administrator got the link. The others: by e-mail; sent means that the server took it',
    ),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime(),
})
export type Invitation = z.infer<typeof invitationResponse>

/** The only response that holds the link, and only where no e-mail goes out. */
export const madeInvitationResponse = invitationResponse.extend({
  link: z.string().nullable().describe('The link to pass on; null where it goes out by e-mail'),
})
export type MadeInvitation = z.infer<typeof madeInvitationResponse>

export const invitationQuery = z.strictObject(pageQuery(50, 200))

export const invitationPageResponse = z.object({
  items: z.array(invitationResponse),
  next_cursor: z.string().nullable(),
})
export type InvitationPage = z.infer<typeof invitationPageResponse>

export const newInvitation = z.strictObject({
  email: emailSchema,
  full_name: fullName,
  role: z.enum(ROLES),
  deliver: linkDelivery,
})
export type NewInvitation = z.output<typeof newInvitation>

export const renewal = z.strictObject({ deliver: linkDelivery })

export const invitationTokenBody = z.strictObject({ token: linkToken })

export const openInvitationResponse = z.object({
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  institution: z.string(),
  expires_at: z.iso.datetime(),
})
export type OpenInvitation = z.infer<typeof openInvitationResponse>

export const acceptance = z.strictObject({ token: linkToken, full_name: fullName, password: newPassword })
export type Acceptance = z.output<typeof acceptance>
