import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import {
  describeProblem,
  type HistoryFile,
  type HistoryRow,
  mappingSchema,
  readHistory,
} from '@/lib/scoring/history'

/** The accepted rows, and the rejected ones in words. */
export async function readAll(file: HistoryFile): Promise<{ rows: HistoryRow[]; rejected: string[] }> {
  const rows: HistoryRow[] = []
  const rejected: string[] = []
  for await (const batch of file.batches) {
    rows.push(...batch.rows)
    for (const { line, problems } of batch.rejected) {
      rejected.push(...problems.map((problem) => describeProblem(line, problem)))
    }
  }
  return { rows, rejected }
}

/** The rows of a file that has no rejected one. */
export async function historyRows(file: HistoryFile): Promise<HistoryRow[]> {
  const { rows, rejected } = await readAll(file)
  if (rejected.length > 0) throw new Error(rejected.join('\n'))
  return rows
}

/** A folder for files of one test file, with the readers that tests need. */
export function fileFolder() {
  let folder = ''
  beforeEach(() => void (folder = mkdtempSync(path.join(tmpdir(), 'history-'))))
  afterEach(() => rmSync(folder, { recursive: true }))
  const write = (name: string, content: string | Buffer): string => {
    const file = path.join(folder, name)
    writeFileSync(file, content)
    return file
  }
  const read = (content: string | Buffer, mapping: unknown = null) =>
    readAll(
      readHistory(write('data.csv', content), mapping === null ? null : mappingSchema.parse(mapping), {
        earliestMs: Date.UTC(2010, 0, 1),
      }),
    )
  return { folder: () => folder, write, read }
}
