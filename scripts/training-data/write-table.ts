import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { FEATURE_NAMES, FEATURES, TABLE_FILE, TABLE_FORMAT } from '@/lib/engine/features'
import { checkHistory, type HistorySource, type Listeners, openSource, storeReport } from './check-history'
import { type FileReport, fileReport } from './file-report'
import { readTruth, type Truth } from './read-truth'
import { type ExportSummary, TableExport } from './table-export'

export interface ExportOptions {
  in: string
  out: string
  mapping?: string
  truth?: string
  /** The earliest accepted time; ten years ago by default. */
  earliest?: string
  /** The share of rows that may be rejected; 0 by default. */
  allowRejects?: number
  /** Receives the report of the file before any feature is computed. */
  onReport?: (report: FileReport) => void
}

/**
 * Writes the report of the file, then table.json and one raw little-endian file per column; ml/training/table.py describes
 * them. Rows without a label that can be trusted are history for the others and not in the table.
 * @throws Error when more rows are rejected than allowed, or the file as a whole cannot be read
 */
export async function writeTable(options: ExportOptions): Promise<ExportSummary> {
  const source = openSource(options)
  const truth = options.truth === undefined ? null : await readTruth(options.truth)
  let table = new TableExport(options.out, truth, [])
  // One reading does both; features of a file that will not be used are not computed.
  const report = await writeReport(source, options, {
    first: async (batch) => {
      if (batch.rejected.length > 0 && !options.allowRejects) table.stop()
      await table.add(batch)
    },
    again: async (gaps) => {
      await table.close()
      const unused = table.isStopped
      table = new TableExport(options.out, truth, gaps)
      if (unused) table.stop()
      return (batch) => table.add(batch)
    },
  })
  await table.close()
  if (truth !== null && truth.rows !== report.rows) {
    throw new Error(`${options.truth}: ${truth.rows} rows instead of ${report.rows}`)
  }
  const summary = table.summary()
  if (summary.rows === 0) throw new Error('No row has a label that can be trusted')
  storeTable(options.out, report, table, truth)
  return summary
}

/** Checks the file, passing on its batches, and stores what was read of it. */
export async function writeReport(
  source: HistorySource,
  options: ExportOptions,
  listeners: Listeners = {},
): Promise<FileReport> {
  const checked = await checkHistory(source, options.out, listeners)
  const report = fileReport(source, checked)
  storeReport(report, options.out)
  options.onReport?.(report)
  requireAccepted(report, options)
  return report
}

function requireAccepted(
  { rows, accepted, rejected, shown }: FileReport,
  { out, allowRejects = 0 }: ExportOptions,
): void {
  if (rows === 0) throw new Error('Line 2: the file has a header and no rows')
  if (rejected === 0 || (accepted > 0 && rejected <= allowRejects * rows)) return
  const more = rejected > shown.length ? `\n  and ${rejected - shown.length} more` : ''
  const share = (100 * rejected) / rows
  throw new Error(
    `${rejected} of ${rows} rows (${share.toPrecision(2)} %) are rejected:\n  ${shown.join('\n  ')}${more}\n` +
      `All of them: ${path.join(out, 'rejects.csv')}. Correct the file, or go on without them: --allow-rejects ${roundUp(rejected / rows)}`,
  )
}

/** A share with two digits that is not below the given one. */
const roundUp = (share: number): number => {
  const unit = 10 ** (Math.floor(Math.log10(share)) - 1)
  return Math.min(1, Number((Math.ceil(share / unit) * unit).toPrecision(2)))
}

function storeTable(out: string, report: FileReport, table: TableExport, truth: Truth | null): void {
  const { rows, labels } = table.summary()
  const document = {
    format: TABLE_FORMAT,
    rows,
    features: FEATURE_NAMES,
    families: Object.fromEntries(FEATURES.map(({ name, family }) => [name, family])),
    source: report.file,
    sourceSha256: report.sha256,
    mappingSha256: report.mappingSha256,
    from: new Date(table.fromMs).toISOString(),
    to: new Date(table.toMs).toISOString(),
    labels,
    typologies: truth?.typologies ?? [],
    notes: report.notes,
  }
  writeFileSync(path.join(out, TABLE_FILE), `${JSON.stringify(document, null, 2)}\n`)
}
