import type { Prisma } from '@/lib/platform/db'
import { isScope, type Scope } from '@/lib/contract/permissions'

/** An API key without what could be used to sign in with it. */
export interface ApiKeyRecord {
  id: string
  name: string
  prefix: string
  scopes: Scope[]
  createdBy: string
  createdAt: Date
  expiresAt: Date | null
  lastUsedAt: Date | null
  revokedAt: Date | null
}

type Row = Prisma.ApiKeyGetPayload<object>

export const toApiKey = ({ keyHash: _kept, tenantId: _own, ...row }: Row): ApiKeyRecord => ({
  ...row,
  scopes: row.scopes.filter(isScope),
})
