import type { RowResult } from '@/lib/scoring/path'
import type { ScoreResponse } from '@/lib/scoring/path/schema'
import type { Mapping } from '@/lib/scoring/history'
import { type FileChunk, type FileReject, rowErrors } from './file/read-rows'
import type { Progress } from './upload-record'

export type RiskBand = ScoreResponse['risk_band']

export interface ChunkOutcome extends Pick<Progress, 'scored' | 'duplicates'> {
  /** Those of the reader and those of scoring, in the order of the file. */
  rejects: FileReject[]
}

/** What became of the rows of a chunk, from one result per readable row. */
export function outcomeOf(chunk: FileChunk, results: readonly RowResult[], mapping: Mapping): ChunkOutcome {
  const scored: ChunkOutcome['scored'] = []
  const rejects = [...chunk.rejects]
  let duplicates = 0
  results.forEach((result, i) => {
    const { line, cells, row } = chunk.rows[i]!
    if (result.kind === 'rejected') {
      const { code, errors, detail } = result.error
      const reasons = errors ?? [
        {
          field: code === 'idempotency-mismatch' ? 'external_id' : '',
          reason: detail ?? result.error.message,
        },
      ]
      rejects.push({ line, cells, errors: rowErrors(line, reasons, mapping) })
    } else if (result.replayed) {
      duplicates += 1
    } else {
      const { transaction_id, risk_band } = JSON.parse(result.body) as ScoreResponse
      scored.push({
        line,
        transactionId: transaction_id,
        band: risk_band,
        occurredAtMs: row.transaction.occurredAtMs!,
      })
    }
  })
  return { scored, duplicates, rejects: rejects.toSorted((a, b) => a.line - b.line) }
}
