import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ENTITY_KINDS, type EntityKind, entityId } from '@/lib/contract/entities'

/** Lists of blocked and trusted entities. Browser-safe. */

export const LIST_TYPES = ['blocked', 'trusted'] as const
export type ListType = (typeof LIST_TYPES)[number]

export const LISTED_KINDS = ENTITY_KINDS
export type ListedKind = EntityKind

/** An expired entry has no effect. It remains until it is removed or replaced. */
export const ENTRY_STATES = ['active', 'expired'] as const

export const reasonSchema = z.string().trim().max(512)
export const expirySchema = z.iso.datetime({ offset: true })

export const watchlistBody = z.strictObject({
  account_id: entityId.optional().describe('The same as `entity_id`; the former name, for accounts'),
  entity_id: entityId.optional().describe('The id of the account, device or phone; required'),
  kind: z.enum(LISTED_KINDS).optional().describe('The default is account'),
  list_type: z.enum(LIST_TYPES),
  reason: reasonSchema.optional(),
  expires_at: expirySchema
    .optional()
    .describe('The entry has no effect from this time on; in the future, within 100 years'),
})
export type NewWatchlistEntry = z.output<typeof watchlistBody>

export const watchlistChange = z
  .strictObject({
    reason: reasonSchema.nullable(),
    expires_at: expirySchema.nullable().describe('null: the entry does not expire'),
  })
  .partial()
export type WatchlistChange = z.output<typeof watchlistChange>

export const watchlistFilter = z.strictObject({
  list_type: z.enum(LIST_TYPES).optional(),
  kind: z.enum(LISTED_KINDS).optional(),
  q: z.string().trim().min(1).max(64).optional().describe('The beginning of the id'),
  state: z.enum(ENTRY_STATES).optional(),
})
export type WatchlistFilter = z.output<typeof watchlistFilter>

export const watchlistEntryResponse = z.object({
  id: uuid,
  kind: z.enum(LISTED_KINDS),
  entity_id: z.string(),
  account_id: z.string().describe('The same as `entity_id`'),
  received: z.string().nullable().describe('The id as entered, where it differs from `entity_id`'),
  list_type: z.enum(LIST_TYPES),
  reason: z.string().nullable(),
  created_by: uuid,
  created_by_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
})
export type WatchlistEntry = z.infer<typeof watchlistEntryResponse>

export const watchlistPageResponse = z.object({
  items: z.array(watchlistEntryResponse),
  next_cursor: z.string().nullable(),
})
export type WatchlistPage = z.infer<typeof watchlistPageResponse>

export const IMPORT_COLUMNS = ['kind', 'id', 'list', 'reason', 'expires_at'] as const
export const MAX_IMPORT_ROWS = 5_000
export const MAX_IMPORT_BYTES = 1_000_000

export const importedRowResponse = z.object({
  line: z.int().describe('Where the row begins in the file; the header is line 1'),
  kind: z.string(),
  id: z.string(),
  list: z.string(),
  result: z.enum(['accepted', 'duplicate', 'refused']),
  reason: z.string().nullable().describe('Why it was rejected'),
})
export type ImportedRow = z.infer<typeof importedRowResponse>

export const importResponse = z.object({
  dry_run: z.boolean(),
  accepted: z.int(),
  duplicates: z.int().describe('Already on that list; not changed'),
  refused: z.int(),
  rows: z.array(importedRowResponse),
  needs_approval: z
    .boolean()
    .describe('Four eyes: the accepted rows are a change request, which another administrator approves'),
  change_id: uuid.nullable().describe('The change request; null where none was made'),
})
export type ImportResponse = z.infer<typeof importResponse>
