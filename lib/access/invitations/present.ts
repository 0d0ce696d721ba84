import { isRole } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import { invitationResponse, type Invitation, type OpenInvitation } from './schema'

export type InvitationRow = Prisma.InvitationGetPayload<object>

/** Leaves out the hash of the token. */
export const presentInvitation = (row: InvitationRow, inviterName: string): Invitation => ({
  id: row.id,
  email: row.email,
  full_name: row.fullName,
  role: roleOf(row),
  invited_by: { id: row.invitedBy, name: inviterName },
  delivery: invitationResponse.shape.delivery.parse(row.delivery),
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt.toISOString(),
})

export const presentOpenInvitation = (row: InvitationRow, institution: string): OpenInvitation => ({
  email: row.email,
  full_name: row.fullName,
  role: roleOf(row),
  institution,
  expires_at: row.expiresAt.toISOString(),
})

export function roleOf({ id, role }: InvitationRow) {
  if (!isRole(role)) throw new Error(`the invitation ${id} has the unknown role ${role}`)
  return role
}
