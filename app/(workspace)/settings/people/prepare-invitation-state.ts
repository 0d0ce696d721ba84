import type { BadgeTone } from '@/components/ui/badge'
import { INVITATION_HOURS, type Invitation } from '@/lib/access/invitations/schema'
import type { ListedUser } from '@/lib/access/users/schema'

const DELIVERIES: Record<Invitation['delivery'], { label: string; tone: BadgeTone }> = {
  shown: { label: 'Link passed on', tone: 'outline-neutral' },
  sending: { label: 'Sending', tone: 'outline-neutral' },
  sent: { label: 'Sent', tone: 'outline-good' },
  failed: { label: 'Not sent', tone: 'outline-high' },
}
/** Longer than any delivery: the server stopped in between. */
const SENDING_MS = 60_000

/** What became of an invitation. */
export function prepareInvitationState(
  { delivery, created_at: createdAt, expires_at: expiresAt }: Invitation,
  nowMs: number,
): { label: string; tone: BadgeTone } {
  if (Date.parse(expiresAt) <= nowMs) return { label: 'Expired', tone: 'outline-medium' }
  const madeMs = Math.max(Date.parse(createdAt), Date.parse(expiresAt) - INVITATION_HOURS * 3_600_000)
  return delivery === 'sending' && nowMs - madeMs > SENDING_MS ? DELIVERIES.failed : DELIVERIES[delivery]
}

/** Whether the e-mail with a link for a new password did not go out. */
export const isNotSent = (link: ListedUser['reset_link'], nowMs: number): boolean =>
  link?.delivery === 'failed' ||
  (link?.delivery === 'sending' && nowMs - Date.parse(link.created_at) > SENDING_MS)
