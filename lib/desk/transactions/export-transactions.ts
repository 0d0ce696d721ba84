import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import type { CsvExport } from '@/lib/platform/csv/write'
import { streamText } from '@/lib/platform/stream-text'
import { EXPORT_HEADER, exportLine } from './export-line'
import { spendExport } from './export-limit'
import type { TransactionFilter } from './filter'
import { listTransactions } from './list-transactions'

export const EXPORT_LIMIT = 10_000
const CHUNK = 1_000

/**
 * The first matches of a filter as CSV. They are counted first, so that the file's name and the audit row tell what it
 * holds before a byte leaves.
 * @throws AppError too-many-requests
 */
export async function exportTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { limit = EXPORT_LIMIT, chunk = CHUNK }: { limit?: number; chunk?: number } = {},
): Promise<CsvExport> {
  authorize(ctx, 'transaction:export')
  await spendExport(ctx)
  const { rows, truncated } = await countUpTo(ctx, filter, limit, chunk)
  await withTenant({ tenantId: ctx.tenant.id }, (tx) =>
    writeAudit(tx, ctx, {
      action: 'transactions.exported',
      objectKind: 'transaction',
      after: { filter: { ...filter }, rows, truncated },
    }),
  )
  return { rows, truncated, csv: streamText(linesOf(ctx, filter, rows, chunk)) }
}

async function countUpTo(ctx: Context, filter: TransactionFilter, limit: number, chunk: number) {
  let rows = 0
  for await (const { items } of pagesOf(ctx, filter, chunk)) {
    rows += items.length
    if (rows > limit) return { rows: limit, truncated: true }
  }
  return { rows, truncated: false }
}

async function* linesOf(
  ctx: Context,
  filter: TransactionFilter,
  rows: number,
  chunk: number,
): AsyncGenerator<string, void> {
  yield EXPORT_HEADER
  let left = rows
  for await (const { items } of pagesOf(ctx, filter, chunk)) {
    yield items.slice(0, left).map(exportLine).join('')
    left -= items.length
    if (left <= 0) return
  }
}

/** Page after page to the end of the list: unlike a screen, an export looks through all of it. */
async function* pagesOf(ctx: Context, filter: TransactionFilter, limit: number) {
  let cursor: string | undefined
  do {
    const page = await listTransactions(ctx, filter, { limit, cursor })
    yield page
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined)
}
