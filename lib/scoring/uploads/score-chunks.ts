import type { Context } from '@/lib/contract/context'
import { type Statement, withTenantPipeline } from '@/lib/platform/db'
import { monotonicMs } from '@/lib/platform/time'
import type { Mapping } from '@/lib/scoring/history'
import { scoreRows } from '@/lib/scoring/path'
import type { FileChunk } from './file/read-rows'
import { rejectsWriter } from './file/rejects-csv'
import { type ChunkOutcome, outcomeOf } from './file-results'
import { persist } from './persist'
import { progressWrites } from './upload-record'

/** Open pages hear of the progress so often. */
const ANNOUNCE_EVERY_MS = 1_000

export interface ScoredFile {
  id: string
  mapping: Mapping
  header: readonly string[]
  /** Parts of rejected rows that are stored already; the first begins with the header. */
  part?: number
  /** Writes that each chunk commits with. */
  alsoWrite?(): Statement[]
}

/** Returns a function that scores a chunk and stores what became of it, in one database transaction. */
export function chunkScorer(ctx: Context, file: ScoredFile): (chunk: FileChunk) => Promise<ChunkOutcome> {
  const tenantId = ctx.tenant.id
  const { id, mapping, header, alsoWrite = () => [] } = file
  const { header: headerLine, lines } = rejectsWriter(header, mapping.delimiter)
  let part = file.part ?? 0
  let announcedAt = -Infinity
  const writesOf = ({ scored, duplicates, rejects }: ChunkOutcome, announced: boolean): Statement[] => {
    const csv = rejects.length === 0 ? '' : `${part === 0 ? headerLine : ''}${lines(rejects)}`
    const progress = { scored, duplicates, rejected: rejects.length, rejects: csv, part, announced }
    return [...alsoWrite(), ...progressWrites(tenantId, id, progress)]
  }
  return async (chunk) => {
    const announced = monotonicMs() - announcedAt >= ANNOUNCE_EVERY_MS
    // Built again for each attempt of the transaction: the last one counts.
    let outcome: ChunkOutcome = { scored: [], duplicates: 0, rejects: chunk.rejects }
    const rows = chunk.rows.map(({ row }) => row)
    await persist(async () => {
      if (rows.length === 0)
        await withTenantPipeline(tenantId, (tx) => tx.commit(writesOf(outcome, announced)))
      else
        await scoreRows(ctx, rows, (results) =>
          writesOf((outcome = outcomeOf(chunk, results, mapping)), announced),
        )
    })
    if (announced) announcedAt = monotonicMs()
    if (outcome.rejects.length > 0) part += 1
    return outcome
  }
}
