import { isRole, type Role } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import type { UserStatus } from './schema'

/** A person without what could be used to sign in as them. */
export interface UserRecord {
  id: string
  email: string
  fullName: string
  role: Role
  status: UserStatus
  createdAt: Date
}

/** The database's checks allow no other role and status. */
export function toUser(row: Prisma.UserGetPayload<object>): UserRecord {
  const { id, email, fullName, role, status, createdAt } = row
  if (!isRole(role)) throw new Error(`user ${id} has the unknown role ${role}`)
  return { id, email, fullName, role, status: status === 'active' ? 'active' : 'disabled', createdAt }
}
