import { ENTITY_KINDS, type EntityKind, entityId } from '@/lib/contract/entities'
import { z } from 'zod'

export const LIST_TYPES = ['blocked', 'trusted'] as const
export type ListType = (typeof LIST_TYPES)[number]

/** What may stand on a list. */
export const LISTED_KINDS = ENTITY_KINDS
export type ListedKind = EntityKind

/** From its expiry on an entry has no effect; it stays until it is removed or replaced. */
export const ENTRY_STATES = ['active', 'expired'] as const

export const reasonSchema = z.string().trim().max(512)
export const expirySchema = z.iso.datetime({ offset: true })

export const watchlistBody = z.strictObject({
  account_id: entityId.optional().describe('The same as `entity_id`, from when lists held accounts only'),
  entity_id: entityId.optional().describe('The id of the account, device or phone; required'),
  kind: z.enum(LISTED_KINDS).optional().describe('account unless said otherwise'),
  list_type: z.enum(LIST_TYPES),
  reason: reasonSchema.optional(),
  expires_at: expirySchema.optional().describe('From then on the entry has no effect'),
})
export type NewWatchlistEntry = z.output<typeof watchlistBody>

export const watchlistChange = z
  .strictObject({
    reason: reasonSchema.nullable(),
    expires_at: expirySchema.nullable().describe('null: until it is removed'),
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

export const watchlistResponse = z.object({
  id: z.uuid(),
  kind: z.enum(LISTED_KINDS),
  entity_id: z.string(),
  account_id: z.string().describe('The same as `entity_id`'),
  list_type: z.enum(LIST_TYPES),
  reason: z.string().nullable(),
  created_by: z.uuid(),
  created_by_name: z.string().nullable(),
  created_at: z.string(),
  expires_at: z.string().nullable(),
})
export type WatchlistResponse = z.input<typeof watchlistResponse>

export const IMPORT_COLUMNS = ['kind', 'id', 'list', 'reason', 'expires_at'] as const
export const MAX_IMPORT_ROWS = 5_000
export const MAX_IMPORT_BYTES = 1_000_000

export const importedRow = z.object({
  line: z.int().describe('Where the row begins in the file; the header is line 1'),
  kind: z.string(),
  id: z.string(),
  list: z.string(),
  result: z.enum(['accepted', 'duplicate', 'refused']),
  reason: z.string().nullable().describe('Why it was refused'),
})
export type ImportedRow = z.input<typeof importedRow>

export const importResponse = z.object({
  dry_run: z.boolean(),
  accepted: z.int(),
  duplicates: z.int().describe('Already on that list; left as they are'),
  refused: z.int(),
  rows: z.array(importedRow),
})
export type ImportResponse = z.input<typeof importResponse>
