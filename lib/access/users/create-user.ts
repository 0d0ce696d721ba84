import { emailSchema } from '@/lib/access/auth/schema'
import { hashPassword } from '@/lib/access/auth'
import type { Role } from '@/lib/contract/permissions'
import type { TenantClient } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { type UserRecord, toUser } from './record'

export interface CreateUserInput {
  tenantId: string
  email: string
  fullName: string
  role: Role
  password: string
}

/** Adds a person within the caller's transaction. Who may do that, and its audit, is the caller's part. */
export async function createUser(tx: TenantClient, input: CreateUserInput): Promise<UserRecord> {
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
  return toUser(row)
}
