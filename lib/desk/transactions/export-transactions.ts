import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { spendExport } from '@/lib/http/export-limit'
import { withTenant } from '@/lib/platform/db'
import { type CsvExport, csvLine, textCell } from '@/lib/platform/csv/write'
import { streamText } from '@/lib/platform/stream-text'
import type { TransactionFilter } from './filter'
import { listTransactions } from './list-transactions'
import type { TransactionRow } from './schema'

export const EXPORT_LIMIT = 10_000
const CHUNK = 1_000

/**
 * The first matches of a filter as CSV. They are counted first: the file's name and the audit row state the number of
 * rows before the first byte is sent.
 * @throws AppError too-many-requests
 */
export async function exportTransactions(
  ctx: Context,
  filter: TransactionFilter,
  { limit = EXPORT_LIMIT, chunk = CHUNK }: { limit?: number; chunk?: number } = {},
): Promise<CsvExport> {
  authorize(ctx, 'transaction:export')
  await spendExport(ctx, 'transaction-exports')
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
  yield csvLine(COLUMNS.map(([name]) => name))
  let left = rows
  for await (const { items } of pagesOf(ctx, filter, chunk)) {
    yield items.slice(0, left).map(lineOf).join('')
    left -= items.length
    if (left <= 0) return
  }
}

type Column = [name: string, cell: (row: TransactionRow) => string]

const COLUMNS: readonly Column[] = [
  ['transaction_id', (row) => row.transaction_id],
  ['occurred_at', (row) => row.occurred_at],
  ['scored_at', (row) => row.scored_at],
  ['type', (row) => row.type],
  ['amount', (row) => row.amount],
  ['currency', (row) => row.currency],
  ['sender_account', (row) => textCell(row.sender_account)],
  ['receiver_account', (row) => textCell(row.receiver_account)],
  ['device_id', (row) => textCell(row.device_id)],
  ['phone', (row) => textCell(row.phone)],
  ['country', (row) => row.country ?? ''],
  ['score', (row) => row.score.toFixed(4)],
  ['risk_band', (row) => row.risk_band],
  ['outcome', (row) => row.outcome],
  ['reason_codes', (row) => textCell(row.reason_codes.join(' '))],
  ['decision', (row) => row.decision ?? ''],
  ['converted_amount', ({ converted }) => converted?.amount ?? ''],
  ['converted_currency', ({ converted }) => converted?.currency ?? ''],
  ['replayed', ({ replayed }) => (replayed ? 'true' : '')],
]

const lineOf = (row: TransactionRow): string => csvLine(COLUMNS.map(([, cell]) => cell(row)))

/** All pages of the list: unlike a screen, an export looks through all of it. */
async function* pagesOf(ctx: Context, filter: TransactionFilter, limit: number) {
  let cursor: string | undefined
  do {
    const page = await listTransactions(ctx, filter, { limit, cursor })
    yield page
    cursor = page.next_cursor ?? undefined
  } while (cursor !== undefined)
}
