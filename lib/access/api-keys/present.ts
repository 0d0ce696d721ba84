import { isScope } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import type { ApiKey } from './schema'

/** Leaves out the hash of the secret. */
export const presentApiKey = (row: Prisma.ApiKeyGetPayload<object>): ApiKey => ({
  id: row.id,
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes.filter(isScope),
  created_by: row.createdBy,
  created_at: row.createdAt.toISOString(),
  expires_at: row.expiresAt?.toISOString() ?? null,
  last_used_at: row.lastUsedAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
})
