import { isScope } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import type { ApiKey } from './schema'

export type ApiKeyRow = Prisma.ApiKeyGetPayload<object>
export type ApiKeyOwner = ApiKey['owner']

/** Who answers for the key: the user who created it, until it is handed over. */
export const ownerIdOf = ({ ownerId, createdBy }: ApiKeyRow): string => ownerId ?? createdBy

/** Leaves out the hash of the secret. */
export const presentApiKey = (row: ApiKeyRow, owner: ApiKeyOwner): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes.filter(isScope),
  created_by: row.createdBy,
  owner,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt?.toISOString() ?? null,
  replaced_by: row.replacedBy,
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
})
