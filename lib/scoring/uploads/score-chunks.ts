import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { type Statement, withTenantPipeline } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import type { Mapping } from '@/lib/scoring/history'
import { scoreRows } from '@/lib/scoring/path'
import type { FileChunk } from './file/read-rows'
import { rejectsWriter } from './file/rejects-csv'
import { type ChunkOutcome, outcomeOf } from './file-results'
import { progressWrites } from './upload-record'

const RETRY_OVERLOADED_MS = 1_000
const RETRIES = 30

export interface ScoredFile {
  id: string
  mapping: Mapping
  header: readonly string[]
  /** Parts of rejected rows that are stored already; the first begins with the header. */
  part?: number
  /** Writes that each chunk commits with. */
  alsoWrite?(): Statement[]
  /** Whether open pages hear of the chunk; of each by default. */
  announces?(): boolean
}

/** Returns a function that scores a chunk and stores what became of it, in one database transaction. */
export function chunkScorer(ctx: Context, file: ScoredFile): (chunk: FileChunk) => Promise<ChunkOutcome> {
  const tenantId = ctx.tenant.id
  const { id, mapping, header, alsoWrite = () => [], announces = () => true } = file
  const { header: headerLine, lines } = rejectsWriter(header, mapping.delimiter)
  let part = file.part ?? 0
  const writesOf = ({ scored, duplicates, rejects }: ChunkOutcome, announced: boolean): Statement[] => {
    const csv = rejects.length === 0 ? '' : `${part === 0 ? headerLine : ''}${lines(rejects)}`
    const progress = { scored, duplicates, rejected: rejects.length, rejects: csv, part, announced }
    return [...alsoWrite(), ...progressWrites(tenantId, id, progress)]
  }
  const score = async (chunk: FileChunk, announced: boolean, retries: number): Promise<ChunkOutcome> => {
    // Built again for each attempt of the transaction: the last one counts.
    let outcome: ChunkOutcome = { scored: [], duplicates: 0, rejects: chunk.rejects }
    try {
      await scoreRows(
        ctx,
        chunk.rows.map(({ row }) => row),
        (results) => writesOf((outcome = outcomeOf(chunk, results, mapping)), announced),
      )
      return outcome
    } catch (error) {
      if (!isAppError(error) || error.code !== 'overloaded' || retries === 0) throw error
      await wait(RETRY_OVERLOADED_MS)
      return await score(chunk, announced, retries - 1)
    }
  }
  return async (chunk) => {
    const announced = announces()
    const outcome =
      chunk.rows.length > 0
        ? await score(chunk, announced, RETRIES)
        : { scored: [], duplicates: 0, rejects: chunk.rejects }
    if (chunk.rows.length === 0) {
      await withTenantPipeline(tenantId, (tx) => tx.commit(writesOf(outcome, announced)))
    }
    if (outcome.rejects.length > 0) part += 1
    return outcome
  }
}
