import { Prisma } from '@/lib/platform/db'

/**
 * What a seal hashes: the columns of these tables but those that may change. The database hashes rows in its binary form
 * of a record: a fifth of the time of JSON, and independent of the settings of a session. Texts are UTF-8, a number has
 * no trailing zeros, so that a wider column keeps the hashes.
 */
export interface SealedTable {
  /** Stored with each part, so it never changes. */
  name: string
  table: Prisma.Sql
  /** The column that names a row within its tenant. */
  id: Prisma.Sql
  /** The column with the time of writing. */
  time: Prisma.Sql
  /** The hashed columns of `r`: of the first format, then those that each later format adds. */
  cells: readonly Prisma.Sql[]
  /** A row `c` of another table that belongs to this one and is hashed with it. */
  companion?: { name: string; table: Prisma.Sql; id: Prisma.Sql; cells: readonly Prisma.Sql[] }
}

/** The format of new seals. It grows when a column is added to a table; older seals verify without that column. */
export const SEAL_FORMAT = 1

const TRANSACTION = Prisma.sql`
  c.tenant_id, c.id, c.seq, convert_to(c.external_id, 'UTF8'), c.fingerprint, c.occurred_at, c.step,
  convert_to(c.type, 'UTF8'), trim_scale(c.amount), convert_to(c.currency, 'UTF8'),
  convert_to(c.sender_account, 'UTF8'), trim_scale(c.sender_balance_before),
  trim_scale(c.sender_balance_after), convert_to(c.receiver_account, 'UTF8'),
  trim_scale(c.receiver_balance_before), trim_scale(c.receiver_balance_after), convert_to(c.phone, 'UTF8'),
  convert_to(c.device_id, 'UTF8'), convert_to(c.ip, 'UTF8'), convert_to(c.city, 'UTF8'),
  convert_to(c.country, 'UTF8'), c.latitude, c.longitude, convert_to(c.merchant_category, 'UTF8'),
  convert_to(c.channel, 'UTF8'), c.declined_attempts, convert_to(c.metadata::text, 'UTF8'),
  convert_to(c.source, 'UTF8'), c.amount_unusual, c.received_at, convert_to(c.received::text, 'UTF8'),
  trim_scale(c.currency_rate), trim_scale(c.converted_amount)`

const PREDICTION = Prisma.sql`
  r.tenant_id, r.id, r.commit_order, r.transaction_id, r.model_version_id,
  convert_to(r.model_version, 'UTF8'), r.policy_version, r.margin, r.base_value, r.base_score, r.score,
  convert_to(r.risk_band, 'UTF8'), convert_to(r.outcome, 'UTF8'), r.threshold,
  convert_to(to_jsonb(r.reason_codes)::text, 'UTF8'), r.features, r.contributions, r.expected_loss,
  r.latency_ms, convert_to(r.timings::text, 'UTF8'), convert_to(r.answer, 'UTF8'),
  convert_to(r.actor_kind, 'UTF8'), convert_to(r.actor_id, 'UTF8'), convert_to(r.request_id, 'UTF8'),
  r.scored_at`

/** In the order in which a seal takes them. */
export const SEALED_TABLES: readonly SealedTable[] = [
  {
    name: 'predictions',
    table: Prisma.sql`predictions`,
    id: Prisma.sql`id`,
    time: Prisma.sql`scored_at`,
    cells: [PREDICTION],
    companion: {
      name: 'transactions',
      table: Prisma.sql`transactions`,
      id: Prisma.sql`transaction_id`,
      cells: [TRANSACTION],
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
]

/** Columns that may change after a row was sealed, by table. */
export const UNSEALED_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  predictions: ['disposition', 'decision_version'],
}
