import type { TenantClient } from '@/lib/platform/db'

/** Names by user id, disabled users included. */
export async function namesOf(
  tx: TenantClient,
  tenantId: string,
  ids: readonly (string | null)[],
): Promise<Map<string, string>> {
  const wanted = [...new Set(ids.filter((id) => id !== null))]
  if (wanted.length === 0) return new Map()
  const users = await tx.user.findMany({
    where: { tenantId, id: { in: wanted } },
    select: { id: true, fullName: true },
  })
  return new Map(users.map(({ id, fullName }) => [id, fullName]))
}
