import type { TenantClient } from '@/lib/platform/db'
import { namesOf } from '@/lib/access/users'
import type { AuditEntry } from './schema'

/** What the trail needs to know of a prediction: it is itself the record of who asked for the score. */
interface Scored {
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

type Entry = Omit<AuditEntry, 'actorName'> & { actorId: string | null }

/** The score, then what happened to the transaction since, in order, at most 200. Actors by name. */
export async function readAuditTrail(tx: TenantClient, scored: Scored): Promise<AuditEntry[]> {
  const { tenantId } = scored
  const rows = await tx.auditLog.findMany({
    where: { tenantId, objectKind: 'transaction', objectId: scored.transactionId },
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
    actorKind,
    before,
    after,
    requestId,
    actorName: actorId === null ? null : (names.get(actorId) ?? actorId),
  }))
}

/** Scores from before predictions kept their actor have a row of the log instead. */
function scoredEntries({
  scoredAt,
  actorKind,
  actorId,
  requestId,
  outcome,
  riskBand,
  score,
}: Scored): Entry[] {
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
