import { emailSchema } from '@/lib/access/auth/schema'
import { hashPassword } from '@/lib/access/auth'
import type { Role } from '@/lib/contract/permissions'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { presentUser } from './present'
import type { User } from './schema'

export interface CreateUserInput {
  tenantId: string
  email: string
  fullName: string
  role: Role
  password: string
}

/** Adds a user within the caller's transaction. The caller checks the permission and writes the audit row. */
export async function createUser(tx: TenantClient, input: CreateUserInput): Promise<User> {
  const row = await tx.user.create({
    data: {
      tenantId: input.tenantId,
      id: newId(),
      email: emailSchema.parse(input.email),
      fullName: input.fullName,
      passwordHash: await hashPassword(input.password),
      role: input.role,
    },
  })
  return presentUser(row)
}
