import { Prisma } from '@/lib/platform/db'
import { NEW_PREDICTION_2, PREDICTION_1, PREDICTION_2, TRANSACTION_1, TRANSACTION_2 } from './scored-columns'

/**
 * What a seal hashes: the columns of these tables but those that may change. The database hashes rows in its binary form
 * of a record: a fifth of the time of JSON, and independent of the settings of a session but the encoding of the client,
 * which `PIN_SETTINGS` sets. Texts are UTF-8, a number has no trailing zeros, so that a wider column keeps the hashes.
 */
export interface SealedTable {
  /** Stored with each part, so it never changes. */
  name: string
  table: Prisma.Sql
  /** The column that names a row within its tenant. */
  id: Prisma.Sql
  /** The column with the time of writing. */
  time: Prisma.Sql
  /** The first format that seals the table; without it 1. */
  since?: number
  /** The hashed columns of `r`, by format; a format beyond the last one has the columns of the last one. */
  cells: readonly Prisma.Sql[]
  /** What a new seal hashes instead, where the writer of a row has stored a part of it; the same bytes. */
  newCells?: readonly Prisma.Sql[]
  /** A row `c` of another table that belongs to this one and is hashed with it. */
  companion?: { name: string; table: Prisma.Sql; id: Prisma.Sql; cells: readonly Prisma.Sql[] }
}

/** The newest format. It grows when a table, or a column of one, is added or hashed otherwise; older seals verify as they are. */
export const SEAL_FORMAT = 2

/** In the order in which a seal takes them. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'predictions',
    table: Prisma.sql`predictions`,
    id: Prisma.sql`id`,
    time: Prisma.sql`scored_at`,
    cells: [PREDICTION_1, PREDICTION_2],
    newCells: [PREDICTION_1, NEW_PREDICTION_2],
    companion: {
      name: 'transactions',
      table: Prisma.sql`transactions`,
      id: Prisma.sql`transaction_id`,
      cells: [TRANSACTION_1, TRANSACTION_2],
    },
  },
  {
    name: 'analyst_decisions',
    table: Prisma.sql`analyst_decisions`,
    id: Prisma.sql`id`,
    time: Prisma.sql`decided_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, r.transaction_id, r.user_id, convert_to(r.decision, 'UTF8'),
        convert_to(r.notes, 'UTF8'), r.retracts_id, r.decided_at`,
    ],
  },
  {
    name: 'transaction_labels',
    table: Prisma.sql`transaction_labels`,
    id: Prisma.sql`id`,
    time: Prisma.sql`recorded_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, r.seq, r.transaction_id, r.is_fraud, r.sign,
        convert_to(r.source, 'UTF8'), r.decision_id, r.arrived_at, r.recorded_at`,
    ],
  },
  {
    name: 'entity_notes',
    table: Prisma.sql`entity_notes`,
    id: Prisma.sql`id`,
    time: Prisma.sql`created_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, convert_to(r.kind, 'UTF8'), convert_to(r.entity_id, 'UTF8'), r.user_id,
        convert_to(r.body, 'UTF8'), r.created_at`,
    ],
  },
  {
    name: 'case_note_revisions',
    table: Prisma.sql`case_note_revisions`,
    id: Prisma.sql`id`,
    time: Prisma.sql`replaced_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, r.note_id, convert_to(r.body, 'UTF8'), r.written_at, r.replaced_at`,
    ],
  },
  {
    name: 'policies',
    table: Prisma.sql`policies`,
    id: Prisma.sql`id`,
    time: Prisma.sql`created_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, r.version, r.review_threshold, r.block_threshold, r.medium_from,
        r.high_from, r.created_by, r.created_at`,
    ],
  },
  {
    name: 'quarantined_transactions',
    table: Prisma.sql`quarantined_transactions`,
    id: Prisma.sql`transaction_id`,
    time: Prisma.sql`quarantined_at`,
    cells: [
      Prisma.sql`
        r.tenant_id, r.transaction_id, r.commit_order, convert_to(r.reason, 'UTF8'), r.quarantined_at`,
    ],
  },
  {
    name: 'currency_rates',
    table: Prisma.sql`currency_rates`,
    id: Prisma.sql`id`,
    time: Prisma.sql`created_at`,
    since: 2,
    cells: [
      Prisma.sql`
        r.tenant_id, r.id, r.commit_order, r.currency, r.valid_from, trim_scale(r.rate), r.actor_kind, r.actor_id,
        r.created_at`,
    ],
  },
]

/** The tables that a seal of the format covers. */
export const sealedTables = (format: number): readonly SealedTable[] =>
  SEALED_TABLES.filter(({ since = 1 }) => since <= format)

/** Columns that no hash covers, by table: those that may change, and the digest, which is computed again from its lists. */
export const UNSEALED_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  predictions: ['disposition', 'decision_version', 'vector_digest'],
}
