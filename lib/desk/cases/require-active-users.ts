import { type TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'

/**
 * Rejects users to whom no case can be assigned and who cannot be mentioned: those of other institutions, and disabled ones.
 * @throws AppError invalid-reference, each id with its field
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
