/** Streams the transactions of a CSV in time order; rejects invalid ones with line, column and field. */

import { bindColumns, type HistoryRow } from './bind-columns'
import { canonicalMapping } from './canonical-columns'
import { defaultEarliestMs } from '@/lib/contract/time-bounds'
import { CellError, type CellReader, type FileBounds } from './cell-readers'
import type { Mapping } from './mapping'
import { readRecords, type RecordBatch } from './read-records'

export interface HistoryFile {
  /** In batches: a promise per row would cost more than the row itself. */
  batches: AsyncIterable<HistoryRow[]>
  /** SHA-256 (hex) of the file on disk; complete when `batches` is. */
  sha256: () => string
}

/** Opens the file; without a mapping its columns have PaySim's names and ours. Iterating throws at the first invalid row. */
export function readHistory(
  path: string,
  mapping: Mapping | null,
  { nowMs = Date.now(), earliestMs = defaultEarliestMs(nowMs) }: Partial<FileBounds> = {},
): HistoryFile {
  const file = readRecords(path, mapping?.delimiter ?? ',')
  return { batches: historyOf(file.batches, mapping, { earliestMs, nowMs }), sha256: file.sha256 }
}

async function* historyOf(
  batches: AsyncIterable<RecordBatch>,
  mapping: Mapping | null,
  bounds: FileBounds,
): AsyncGenerator<HistoryRow[]> {
  let header: string[] | null = null
  let read: CellReader<HistoryRow> | null = null
  let timeColumn = ''
  let latestMs = -Infinity
  for await (const { lines, records } of batches) {
    const rows: HistoryRow[] = []
    for (let i = 0; i < records.length; i++) {
      const cells = records[i]!
      if (header === null || read === null) {
        header = cells.map((name) => name.trim())
        const columns = mapping ?? canonicalMapping(header)
        timeColumn = columns.columns.occurredAt.column
        read = bindColumns(header, columns, bounds)
        continue
      }
      if (cells.length !== header.length) {
        throw new Error(`Line ${lines[i]}: ${cells.length} columns instead of ${header.length}`)
      }
      const row = readRow(read, cells, lines[i]!)
      if (row.input.occurredAtMs < latestMs) {
        throw new Error(`Line ${lines[i]}, column ${timeColumn}: it lies before the line above it`)
      }
      latestMs = row.input.occurredAtMs
      rows.push(row)
    }
    yield rows
  }
  if (header === null) throw new Error('Line 1: the file is empty')
}

function readRow(read: CellReader<HistoryRow>, cells: string[], line: number): HistoryRow {
  try {
    return read(cells)
  } catch (error) {
    if (error instanceof CellError) throw new Error(`Line ${line}, ${error.message}`, { cause: error })
    throw error
  }
}
