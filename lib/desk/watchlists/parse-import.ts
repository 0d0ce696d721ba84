import { canonicalEntityId } from '@/lib/contract/canonical-entity'
import type { Tenant } from '@/lib/contract/context'
import { entityId } from '@/lib/contract/entities'
import { expiryProblem } from '@/lib/contract/time-bounds'
import { type CsvRow, readCsv } from '@/lib/platform/csv/read'
import type { NewEntry } from '@/lib/scoring/lists'
import {
  expirySchema,
  IMPORT_COLUMNS,
  LIST_TYPES,
  LISTED_KINDS,
  type ListedKind,
  type ListType,
  MAX_IMPORT_ROWS,
  reasonSchema,
} from './schema'

/** One row of the file: the entry it asks for, or why it is rejected. */
export interface ParsedRow {
  line: number
  /** As written, for the response. */
  kind: string
  id: string
  list: string
  entry: ListedEntry | null
  rejection: string | null
}

export interface ListedEntry extends NewEntry {
  kind: ListedKind
  list: ListType
}

/** Reads a CSV of list entries. A bad row is returned with its reason. @throws AppError as readCsv does */
export function parseImport(
  tenant: Pick<Tenant, 'country'>,
  source: string | Uint8Array,
  now: Date,
): ParsedRow[] {
  const rows = readCsv(source, {
    columns: IMPORT_COLUMNS,
    required: ['id', 'list'],
    maxRows: MAX_IMPORT_ROWS,
  })
  const lineOfEntity = new Map<string, number>()
  return rows.map((row) => {
    const { line, cells } = row
    const written = { line, kind: cells.kind || 'account', id: cells.id, list: cells.list }
    const entry = row.problem ?? parseEntry(tenant, row, now)
    if (typeof entry === 'string') return { ...written, entry: null, rejection: entry }
    const key = `${entry.kind}\n${entry.id}`
    const first = lineOfEntity.get(key)
    if (first !== undefined) {
      return { ...written, entry: null, rejection: `names the same ${entry.kind} as line ${first}` }
    }
    lineOfEntity.set(key, line)
    return { ...written, entry, rejection: null }
  })
}

/** The entry of a row, or why there is none. */
function parseEntry(
  tenant: Pick<Tenant, 'country'>,
  { cells }: CsvRow<(typeof IMPORT_COLUMNS)[number]>,
  now: Date,
): ListedEntry | string {
  const kind = LISTED_KINDS.find((known) => known === (cells.kind || 'account'))
  if (kind === undefined) return `kind must be ${LISTED_KINDS.join(', ')}`
  const list = LIST_TYPES.find((known) => known === cells.list)
  if (list === undefined) return `list must be ${LIST_TYPES.join(' or ')}`
  const given = entityId.safeParse(cells.id)
  if (!given.success) return 'id must have 1 to 64 characters and no control characters'
  const id = canonicalEntityId(tenant, { kind, id: given.data })
  if (typeof id !== 'string') return `id ${id.reason}`
  const reason = reasonSchema.safeParse(cells.reason)
  if (!reason.success) return 'reason must have at most 512 characters'
  const expiry = expirySchema.safeParse(cells.expires_at)
  if (!expiry.success && cells.expires_at !== '') {
    return 'expires_at must be an instant such as 2027-01-31T00:00:00Z'
  }
  const expiresAt = expiry.success ? new Date(expiry.data) : null
  const unusable = expiresAt && expiryProblem(expiresAt, now)
  if (unusable) return `expires_at ${unusable}`
  return {
    kind,
    id,
    received: id === given.data ? null : given.data,
    list,
    reason: reason.data || null,
    expiresAt,
  }
}
