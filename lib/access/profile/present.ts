import { isRole } from '@/lib/contract/permissions'
import type { Prisma } from '@/lib/platform/db'
import { describeDevice } from './describe-device'
import type { Profile, Session } from './schema'

export function presentProfile(row: Prisma.UserGetPayload<object>): Profile {
  if (!isRole(row.role)) throw new Error(`the user ${row.id} has the unknown role ${row.role}`)
  return { id: row.id, email: row.email, full_name: row.fullName, role: row.role, version: row.version }
}

export const presentSession = (row: Prisma.SessionGetPayload<object>, currentId: string): Session => ({
  id: row.id,
  kind: row.kind === 'browser' ? 'browser' : 'token',
  device: describeDevice(row.userAgent),
  ip: row.ip,
  current: row.id === currentId,
  created_at: row.createdAt.toISOString(),
  last_used_at: (row.lastUsedAt ?? row.createdAt).toISOString(),
  expires_at: row.expiresAt.toISOString(),
})
