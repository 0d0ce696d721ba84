import { Prisma, type TenantClient } from '@/lib/platform/db'
import { actionWords, categoryOf } from './actions'
import type { AuditEntry } from './schema'

export interface StoredRow {
  seq: bigint
  at: Date
  actor_kind: string
  actor_id: string | null
  action: string
  object_kind: string
  object_id: string | null
  before: AuditEntry['before']
  after: AuditEntry['after']
  request_id: string
  position: bigint | null
}

export const COLUMNS = Prisma.sql`l.seq, l.at, l.actor_kind, l.actor_id, l.action, l.object_kind, l.object_id, l.before,
  l.after, l.request_id`

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Rows of the audit log with the names of actor and object. */
export async function presentAudit(
  tx: TenantClient,
  tenantId: string,
  rows: readonly StoredRow[],
): Promise<AuditEntry[]> {
  const names = await readNames(tx, tenantId, rows)
  const nameOf = (kind: string, id: string | null) =>
    id === null ? null : (names.get(`${kind}/${id}`) ?? null)
  return rows.map((row) => ({
    seq: Number(row.seq),
    position: row.position === null ? null : Number(row.position),
    at: row.at.toISOString(),
    actor: {
      kind: row.actor_kind,
      id: row.actor_id,
      name: nameOf(row.actor_kind, row.actor_id) ?? (row.actor_kind === 'system' ? 'Sentinel' : 'Unknown'),
    },
    action: row.action,
    category: categoryOf(row.action),
    summary: actionWords(row.action),
    object: {
      kind: row.object_kind,
      id: row.object_id,
      name: nameOf(row.object_kind, row.object_id) ?? listedName(row),
    },
    before: row.before,
    after: row.after,
    request_id: row.request_id,
  }))
}

/** A removed watchlist entry is named by its stored values. */
function listedName({ object_kind: kind, before, after }: StoredRow): string | null {
  const name = (after ?? before)?.account_id
  return kind === 'watchlist-entry' && typeof name === 'string' ? name : null
}

async function readNames(
  tx: TenantClient,
  tenantId: string,
  rows: readonly StoredRow[],
): Promise<Map<string, string>> {
  const named = rows.flatMap((row) => [
    { kind: row.actor_kind, id: row.actor_id },
    { kind: row.object_kind, id: row.object_id },
  ])
  const where = (kind: string) => {
    const ids = named.flatMap((one) =>
      one.kind === kind && one.id !== null && UUID.test(one.id) ? [one.id] : [],
    )
    return { tenantId, id: { in: [...new Set(ids)] } }
  }
  const users = await tx.user.findMany({ where: where('user'), select: { id: true, fullName: true } })
  const keys = await tx.apiKey.findMany({ where: where('api-key'), select: { id: true, name: true } })
  const cases = await tx.case.findMany({ where: where('case'), select: { id: true, number: true } })
  return new Map([
    ...users.map(({ id, fullName }) => [`user/${id}`, fullName] as const),
    ...keys.map(({ id, name }) => [`api-key/${id}`, name] as const),
    ...cases.map(({ id, number }) => [`case/${id}`, `CASE-${number}`] as const),
  ])
}
