import { z } from 'zod'
import { moment } from '@/lib/contract/moment'
import { AUDIT_ACTIONS, AUDIT_CATEGORIES } from './actions'

export {
  AUDIT_ACTIONS,
  AUDIT_CATEGORIES,
  type AuditAction,
  type AuditCategory,
  actionWords,
  categoryOf,
} from './actions'

export const auditFilter = z.strictObject({
  actor: z.string().trim().min(1).max(64).optional().describe('The id of a user or an API key'),
  category: z.enum(AUDIT_CATEGORIES).optional(),
  action: z.enum(AUDIT_ACTIONS).optional(),
  object_kind: z.string().trim().min(1).max(64).optional().describe('With `object_id` only'),
  object_id: z.string().trim().min(1).max(128).optional(),
  from: moment.optional(),
  to: moment.optional().describe('A day counts to its end, an instant is not included'),
})
export type AuditFilter = z.output<typeof auditFilter>

const state = z.record(z.string(), z.json()).nullable()

export const auditEntryResponse = z.object({
  seq: z.int(),
  position: z.int().nullable().describe('The place of its link in the chain'),
  at: z.string(),
  actor: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string() }),
  action: z.string(),
  category: z.enum(AUDIT_CATEGORIES).nullable(),
  summary: z.string(),
  object: z.object({ kind: z.string(), id: z.string().nullable(), name: z.string().nullable() }),
  before: state,
  after: state,
  request_id: z.string(),
})
export type AuditEntry = z.output<typeof auditEntryResponse>

export const auditPageResponse = z.object({
  items: z.array(auditEntryResponse),
  next_cursor: z.string().nullable(),
})
export type AuditPage = z.output<typeof auditPageResponse>

export const chainHeadResponse = z.object({
  position: z.int().describe('How many links the chain has'),
  hash: z.string().describe('SHA-256 of the last link in hexadecimal; zeros while there is none'),
  seq: z.int().nullable().describe('The row that the last link hashes'),
})
export type ChainHead = z.output<typeof chainHeadResponse>

/** Tables whose rows are sealed. */
export const PROVEN_TABLES = [
  'predictions',
  'transactions',
  'analyst_decisions',
  'transaction_labels',
  'entity_notes',
  'case_note_revisions',
  'policies',
  'quarantined_transactions',
  'currency_rates',
] as const
export type ProvenTable = (typeof PROVEN_TABLES)[number]

const sha256 = (what: string) => z.string().describe(`${what}, SHA-256 in hexadecimal`)

export const sealProofResponse = z.object({
  table: z.enum(PROVEN_TABLES),
  id: z.string(),
  proof: z
    .object({
      seal_id: z.string(),
      sealed_at: z.string(),
      audit_seq: z.int().describe('The row of the audit log that holds the root'),
      position: z.int().nullable().describe('The place of its link in the chain'),
      root: sha256('The root of the tree'),
      leaf: sha256('The hash of the row when it was sealed'),
      unchanged: z.boolean().describe('Whether the stored row still has this hash'),
      index: z.int().describe('The place of the leaf in the tree, from 0'),
      leaves: z.int(),
      path: z
        .array(z.string())
        .describe('The hashes from the leaf to the root, from the bottom up (RFC 6962, 2.1.1)'),
    })
    .nullable()
    .describe('Null until a seal covers the row, within two minutes'),
})
export type SealProof = z.output<typeof sealProofResponse>
