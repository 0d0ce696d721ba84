import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { type CsvExport, csvLine, textCell } from '@/lib/platform/csv/write'
import { streamText } from '@/lib/platform/stream-text'
import { countAudit, listAudit } from './list-audit'
import type { AuditEntry, AuditFilter } from './schema'
import { writeAudit } from './write-audit'

export const EXPORT_LIMIT = 50_000
const CHUNK = 1_000

/** Streams the first rows of a filter as CSV, newest first. The export itself is audited. */
export async function exportAudit(
  ctx: Context,
  filter: AuditFilter,
  { limit = EXPORT_LIMIT, chunk = CHUNK }: { limit?: number; chunk?: number } = {},
): Promise<CsvExport> {
  authorize(ctx, 'audit:export')
  const { rows, truncated, upTo } = await countAudit(ctx, filter, limit)
  const after = { filter: { ...filter }, rows, truncated }
  await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    writeAudit(tx, ctx, { action: 'audit.exported', objectKind: 'audit', after }),
  )
  return { rows, truncated, csv: streamText(linesOf(ctx, filter, { limit, chunk, upTo })) }
}

async function* linesOf(
  ctx: Context,
  filter: AuditFilter,
  { limit, chunk, upTo }: { limit: number; chunk: number; upTo: number },
): AsyncGenerator<string, void> {
  yield csvLine(COLUMNS.map(([name]) => name))
  let cursor: string | undefined
  let left = limit
  do {
    const page = await listAudit(ctx, filter, { limit: Math.min(chunk, left), cursor, upTo })
    yield page.items.map((row) => csvLine(COLUMNS.map(([, cell]) => cell(row)))).join('')
    left -= page.items.length
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined && left > 0)
}

const json = (value: AuditEntry['before']): string => textCell(value === null ? null : JSON.stringify(value))

const COLUMNS: readonly [name: string, cell: (row: AuditEntry) => string][] = [
  ['position', ({ position }) => (position === null ? '' : String(position))],
  ['seq', ({ seq }) => String(seq)],
  ['at', ({ at }) => at],
  ['actor_kind', ({ actor }) => actor.kind],
  ['actor_id', ({ actor }) => textCell(actor.id)],
  ['actor_name', ({ actor }) => textCell(actor.name)],
  ['action', ({ action }) => action],
  ['object_kind', ({ object }) => object.kind],
  ['object_id', ({ object }) => textCell(object.id)],
  ['object_name', ({ object }) => textCell(object.name)],
  ['before', ({ before }) => json(before)],
  ['after', ({ after }) => json(after)],
  ['request_id', ({ request_id: id }) => textCell(id)],
]
