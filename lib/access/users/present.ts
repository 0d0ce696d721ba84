import { isRole } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import type { LINK_DELIVERIES, ListedUser, User } from './schema'

/** Leaves out the password hash. The database's checks allow no other role and status. */
export function presentUser(row: Prisma.UserGetPayload<object>): User {
  if (!isRole(row.role)) throw new Error(`user ${row.id} has the unknown role ${row.role}`)
  return {
    id: row.id,
    email: row.email,
    full_name: row.fullName,
    role: row.role,
    status: row.status === 'active' ? 'active' : 'disabled',
    created_at: row.createdAt.toISOString(),
    version: row.version,
  }
}

/** What a list reads beside the user. */
export interface UserDetails {
  lastSignInAt: Date | null
  linkDelivery: (typeof LINK_DELIVERIES)[number] | null
  linkCreatedAt: Date | null
}

export const presentListedUser = (
  row: Prisma.UserGetPayload<object>,
  details: UserDetails | undefined,
): ListedUser => ({
  ...presentUser(row),
  last_sign_in_at: details?.lastSignInAt?.toISOString() ?? null,
  reset_link:
    details?.linkDelivery && details.linkCreatedAt
      ? { delivery: details.linkDelivery, created_at: details.linkCreatedAt.toISOString() }
      : null,
})
