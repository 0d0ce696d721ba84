import { createHash } from 'node:crypto'
import { createWriteStream, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { finished } from 'node:stream/promises'
import path from 'node:path'
import {
  describeProblem,
  type HistoryBatch,
  type HistorySummary,
  HistorySummarizer,
  type LabelGap,
  type Mapping,
  parseMapping,
  readHistory,
  readIsoTime,
} from '@/lib/scoring/history'
import { csvLine, textCell } from '@/lib/platform/csv/write'

export const REPORT_FILE = 'file-report.json'
export const REJECTS_FILE = 'rejects.csv'
/** Rejected rows that are named on the terminal; all of them are counted and written to the rejects file. */
export const MOST_SHOWN = 20

export interface HistorySource {
  path: string
  mapping: Mapping | null
  mappingSha256: string | null
  /** Fixed, so that a second reading accepts the same rows. */
  bounds: { nowMs: number; earliestMs?: number }
}

export interface CheckedHistory {
  summary: HistorySummary
  mapping: Mapping
  sha256: string
  /** The first rejected rows in words. */
  shown: string[]
}

/** @throws Error naming what is wrong with the mapping or the options */
export function openSource(options: { in: string; mapping?: string; earliest?: string }): HistorySource {
  const bytes = options.mapping === undefined ? null : readFileSync(options.mapping)
  return {
    path: options.in,
    mapping: bytes === null ? null : readMapping(options.mapping!, bytes.toString('utf8')),
    mappingSha256: bytes === null ? null : createHash('sha256').update(bytes).digest('hex'),
    bounds: { nowMs: Date.now(), ...earliestOf(options.earliest) },
  }
}

const readSource = ({ path, mapping, bounds }: HistorySource) => readHistory(path, mapping, bounds)

/** Who else gets the batches of the file. */
export interface Listeners {
  first?: (batch: HistoryBatch) => Promise<void>
  /** For the second reading, which a file with missing labels needs: only then the days to leave out are known. */
  again?: (gaps: readonly LabelGap[]) => Promise<(batch: HistoryBatch) => Promise<void>>
}

/** Reads the whole file and writes its rejected rows into `out`. */
export async function checkHistory(
  source: HistorySource,
  out: string,
  { first, again }: Listeners = {},
): Promise<CheckedHistory> {
  mkdirSync(out, { recursive: true })
  const history = readSource(source)
  const summarizer = new HistorySummarizer()
  const rejects = createWriteStream(path.join(out, REJECTS_FILE))
  rejects.write(csvLine(['line', 'column', 'field', 'value', 'reason']))
  const shown: string[] = []
  for await (const batch of history.batches) {
    summarizer.add(batch)
    await first?.(batch)
    for (const { line, problems } of batch.rejected) {
      if (shown.length < MOST_SHOWN) shown.push(describeProblem(line, problems[0]!))
      for (const { column, field, value, reason } of problems) {
        rejects.write(csvLine([String(line), ...[column, field, value, reason].map(textCell)]))
      }
    }
  }
  rejects.end()
  await finished(rejects)
  const mapping = history.mapping()
  const summary = summarizer.summary(mapping)
  if (summary.gaps.length > 0) {
    const listener = await again?.(summary.gaps)
    summary.leaks = await readAgain(source, summary.gaps, mapping, listener)
  }
  return { summary, mapping, sha256: history.sha256(), shown }
}

/** Columns that know the label, judged without the days whose labels are missing. */
async function readAgain(
  source: HistorySource,
  gaps: readonly LabelGap[],
  mapping: Mapping,
  listener?: (batch: HistoryBatch) => Promise<void>,
) {
  const summarizer = new HistorySummarizer(gaps)
  for await (const batch of readSource(source).batches) {
    summarizer.add(batch)
    await listener?.(batch)
  }
  return summarizer.summary(mapping).leaks
}

/** Stores the report beside the table. */
export function storeReport(report: object, out: string): void {
  writeFileSync(path.join(out, REPORT_FILE), `${JSON.stringify(report, null, 1)}\n`)
}

function readMapping(file: string, json: string): Mapping {
  try {
    return parseMapping(json)
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error })
  }
}

function earliestOf(earliest: string | undefined): { earliestMs?: number } {
  if (earliest === undefined) return {}
  const read = readIsoTime(earliest)
  if (read === null) throw new Error(`--earliest ${earliest}: an ISO 8601 time is expected`)
  return { earliestMs: read.ms }
}
