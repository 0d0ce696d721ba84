import { createHash } from 'node:crypto'

/** A row of the audit log as the chain hashes it. */
export interface ChainedRow {
  tenantId: string
  seq: string
  actorKind: string
  actorId: string | null
  action: string
  objectKind: string
  objectId: string | null
  /** The text of the JSON in the database, null without one. */
  before: string | null
  after: string | null
  requestId: string
  /** Epoch milliseconds. */
  atMs: number
}

/** The previous hash of the first link. */
export const NO_LINK = Buffer.alloc(32)

/**
 * SHA-256 over the previous hash and the row as one JSON array in the text form of PostgreSQL's jsonb: a blank after
 * each comma, no other. Independent of the database function, so that a change of that function is detected, too.
 */
export function linkHash(before: Buffer, row: ChainedRow): Buffer {
  const text = (value: string | null) => (value === null ? 'null' : JSON.stringify(value))
  const cells = [
    text(row.tenantId),
    row.seq,
    text(row.actorKind),
    text(row.actorId),
    text(row.action),
    text(row.objectKind),
    text(row.objectId),
    row.before ?? 'null',
    row.after ?? 'null',
    text(row.requestId),
    String(row.atMs),
  ]
  return createHash('sha256')
    .update(before)
    .update(`[${cells.join(', ')}]`, 'utf8')
    .digest()
}
