import { authorize, type Context } from '@/lib/contract/context'
import { minorDigits } from '@/lib/contract/currency-digits'
import { withTenant } from '@/lib/platform/db'
import type { Mapping } from '@/lib/scoring/history'
import { fingerprintOfTransaction } from '@/lib/scoring/path'
import { decimal } from '@/lib/scoring/path/schema'
import { openFile, type OpenedFile, type SentFile } from './file/open-file'
import { type FileRow, FirstErrors, readRows } from './file/read-rows'
import type { CheckResult } from './schema'
import { streamOf } from './file/read-sample'
import { findSameContent } from './upload-record'

const SHOWN_ROWS = 5

/**
 * Says how a file would be read and what an upload would do with its rows, and changes nothing. Rates of currencies are
 * checked by the upload alone.
 * @throws AppError of openFile and readRows
 */
export async function checkFile(ctx: Context, file: SentFile): Promise<CheckResult> {
  authorize(ctx, 'transaction:upload')
  const opened = await openFile(file, ctx.tenant)
  const { mapping, questions, facts, columns } = opened.detected
  const dryRun = mapping === null ? null : await tryRows(ctx, file.bytes, mapping, opened)
  return {
    file: {
      bytes: file.bytes.length,
      sha256: opened.sha256,
      duplicate_of: await sameContent(ctx, opened.sha256),
    },
    facts,
    columns,
    questions,
    mapping,
    first_rows: dryRun?.firstRows ?? [],
    counts: dryRun?.counts ?? null,
    errors: dryRun?.errors ?? [],
  }
}

async function sameContent(ctx: Context, sha256: string): Promise<CheckResult['file']['duplicate_of']> {
  const tenantId = ctx.tenant.id
  const earlier = await withTenant({ tenantId }, (tx) =>
    findSameContent(tx, tenantId, 'transactions', sha256),
  )
  return earlier && { id: earlier.id, created_at: earlier.started_at.toISOString() }
}

async function tryRows(ctx: Context, bytes: Buffer, mapping: Mapping, { header }: OpenedFile) {
  const counts = { uploaded: 0, scored: 0, duplicates: 0, rejected: 0 }
  const first = new FirstErrors()
  const firstRows: CheckResult['first_rows'] = []
  const inFile = new Map<string, string>()
  for await (const { rows, rejects } of readRows({
    file: streamOf([bytes]),
    mapping,
    header,
    tenant: ctx.tenant,
    now: new Date(),
  })) {
    const stored = await storedFingerprints(ctx, rows)
    const mismatches = []
    for (const fileRow of rows) {
      const { externalId } = fileRow.row.transaction
      const fingerprint = fingerprintOfTransaction(fileRow.row.transaction)
      const known = stored.get(externalId!) ?? inFile.get(externalId!)
      if (known === undefined) counts.scored += 1
      else if (known === fingerprint) counts.duplicates += 1
      else mismatches.push(mismatchOf(fileRow, mapping))
      inFile.set(externalId!, known ?? fingerprint)
      if (firstRows.length < SHOWN_ROWS) firstRows.push(shownRow(fileRow, ctx.tenant.currency))
    }
    const all = [...rejects, ...mismatches].toSorted((a, b) => a.line - b.line)
    first.add(all)
    counts.rejected += all.length
    counts.uploaded += rows.length + rejects.length
  }
  return { counts, errors: first.errors, firstRows }
}

const mismatchOf = ({ line, cells }: FileRow, { columns }: Mapping) => {
  const source = columns.externalId as { column?: string } | undefined
  const reason = 'is the id of another transaction, with other content'
  return { line, cells, errors: [{ line, column: source?.column ?? '', field: 'external_id', reason }] }
}

/** Fingerprints of stored transactions with the ids of these rows. */
async function storedFingerprints(ctx: Context, rows: readonly FileRow[]): Promise<Map<string, string>> {
  const tenantId = ctx.tenant.id
  const ids = rows.map(({ row }) => row.transaction.externalId)
  const found = await withTenant(
    { tenantId },
    (tx) => tx.$queryRaw<{ external_id: string; fingerprint: string }[]>`
      select external_id, encode(fingerprint, 'hex') as fingerprint from transactions
       where tenant_id = ${tenantId}::uuid and external_id = any(${ids}::text[])`,
  )
  return new Map(found.map(({ external_id, fingerprint }) => [external_id, fingerprint]))
}

/** The fields of a row as the scoring API would receive them. */
function shownRow(
  { line, row: { transaction } }: FileRow,
  ownCurrency: string,
): CheckResult['first_rows'][number] {
  const { occurredAtMs, currency } = transaction
  const fields: Record<string, string> = {
    occurred_at: new Date(occurredAtMs!).toISOString(),
    type: transaction.type,
    amount: `${decimal(transaction.amountMinor, minorDigits(currency ?? ownCurrency))} ${currency ?? ownCurrency}`,
    sender_account: transaction.senderAccount,
  }
  const optional = {
    receiver_account: transaction.receiverAccount,
    external_id: transaction.externalId?.startsWith('row-') ? null : transaction.externalId,
    device_id: transaction.deviceId,
    phone: transaction.phone,
    country: transaction.country,
    channel: transaction.channel,
  }
  for (const [name, value] of Object.entries(optional)) if (value !== null) fields[name] = value
  return { line, fields }
}
