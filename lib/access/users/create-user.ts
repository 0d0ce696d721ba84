import { emailSchema } from '@/lib/access/auth/schema'
import { hashPassword } from '@/lib/access/auth'
import type { Role } from '@/lib/contract/permissions'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presentUser } from './present'
import type { User } from './schema'

interface NewUser {
  tenantId: string
  email: string
  fullName: string
  role: Role
}

export interface CreateUserInput extends NewUser {
  password: string
}

/** Adds a user within the caller's transaction. The caller checks the permission and writes the audit row. */
export const createUser = async (tx: TenantClient, { password, ...user }: CreateUserInput): Promise<User> =>
  createUserWithHash(tx, { ...user, passwordHash: await hashPassword(password) })

/** The same with a password that is hashed already. */
export async function createUserWithHash(
  tx: TenantClient,
  { email, ...user }: NewUser & { passwordHash: string },
): Promise<User> {
  return presentUser(
    await tx.user.create({ data: { ...user, id: newId(), email: emailSchema.parse(email) } }),
  )
}
