import type { TenantClient } from '@/lib/platform/db'
import { namesOf } from '@/lib/access/users'
import type { AuditEntry } from './schema'

/** The prediction is itself the record of who asked for the score. */
interface ScoredPrediction {
  tenantId: string
  transactionId: string
  scoredAt: Date
  actorKind: string | null
  actorId: string | null
  requestId: string | null
  outcome: string
  riskBand: string
  score: number
}

interface Entry {
  seq: string
  at: string
  action: string
  actorKind: string
  actorId: string | null
  before: unknown
  after: unknown
  requestId: string
}

/** The score, then the first 200 rows of the audit log about changes of the transaction, in order. Actors by name. */
export async function readAuditEntries(tx: TenantClient, scored: ScoredPrediction): Promise<AuditEntry[]> {
  const { tenantId } = scored
  const rows = await tx.auditLog.findMany({
    where: {
      tenantId,
      objectKind: 'transaction',
      objectId: scored.transactionId,
      action: { not: 'transaction.opened' },
    },
    orderBy: { seq: 'asc' },
    take: 200,
  })
  const entries = [
    ...scoredEntries(scored),
    ...rows.map((row) => ({ ...row, seq: String(row.seq), at: row.at.toISOString() })),
  ]
  const names = await actorsOf(tx, tenantId, entries)
  return entries.map(({ seq, at, action, actorKind, actorId, before, after, requestId }) => ({
    seq,
    at,
    action,
    actor_kind: actorKind,
    before,
    after,
    request_id: requestId,
    actor_name: actorId === null ? null : (names.get(actorId) ?? actorId),
  }))
}

/** Older predictions have no actor: their score has a row of the audit log instead. */
function scoredEntries({
  scoredAt,
  actorKind,
  actorId,
  requestId,
  outcome,
  riskBand,
  score,
}: ScoredPrediction): Entry[] {
  if (actorKind === null) return []
  const after = { outcome, risk_band: riskBand, score }
  return [
    {
      seq: '0',
      at: scoredAt.toISOString(),
      action: 'transaction.scored',
      actorKind,
      actorId,
      before: null,
      after,
      requestId: requestId ?? '',
    },
  ]
}

async function actorsOf(tx: TenantClient, tenantId: string, entries: Entry[]): Promise<Map<string, string>> {
  const idsOf = (kind: string) => [
    ...new Set(entries.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []))),
  ]
  const users = await namesOf(tx, tenantId, idsOf('user'))
  const keys = await tx.apiKey.findMany({
    where: { tenantId, id: { in: idsOf('api-key') } },
    select: { id: true, name: true },
  })
  return new Map([...users, ...keys.map((k) => [k.id, k.name] as const)])
}
