import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { Person } from './responses'

export const personOf = (id: string | null, names: ReadonlyMap<string, string>): Person | null =>
  id === null ? null : { id, name: names.get(id) ?? 'Unknown' }

/**
 * Refuses who cannot be given work or be spoken to: people of other institutions, and closed accounts.
 * @throws AppError invalid-reference, each name with its field
 */
export async function requireActiveUsers(
  tx: TenantClient,
  tenantId: string,
  ids: readonly string[],
  fieldOf: (index: number) => string,
): Promise<void> {
  if (ids.length === 0) return
  const active = await tx.user.findMany({
    where: { tenantId, id: { in: [...ids] }, status: 'active' },
    select: { id: true },
  })
  const known = new Set(active.map(({ id }) => id))
  const errors = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: fieldOf(i), reason: 'is not an active user of the institution' }],
  )
  if (errors.length > 0) throw new AppError('invalid-reference', { errors })
}
