import { AppError } from '@/lib/platform/errors'
import { readRows } from '../../file/read-rows'
import { streamOf } from '../../file/read-sample'
import { givingWay, LARGE_FILE } from '../../give-way'
import { MAX_LARGE_FILE_ROWS, MAX_REJECTED_ROWS } from '../../schema'
import { chunkScorer } from '../../score-chunks'
import type { Claim } from './claim'
import { holding } from './lease'
import { readPieces } from './read-pieces'
import { requireServing } from './serving'

/** Rows of a transaction while nobody else scores: the database writes the first of them while the model evaluates the last. */
const ROWS_AT_ONCE = 256

/**
 * Scores the rows behind those that are done, in their order. How many are done commits with them, so a process that ends leaves
 * nothing to repeat and nothing to lose.
 */
export async function scoreFile(claim: Claim, header: readonly string[]): Promise<void> {
  const { ctx, job, mapping } = claim
  let rejected = job.rejected_count
  const score = chunkScorer(ctx, {
    id: job.id,
    mapping,
    header,
    part: job.parts,
    alsoWrite: () => [holding(claim)],
  })
  const chunks = readRows({
    file: streamOf(readPieces(claim)),
    mapping,
    header,
    tenant: ctx.tenant,
    now: new Date(),
    maxRows: MAX_LARGE_FILE_ROWS,
    chunkRows: ROWS_AT_ONCE,
    skip: job.row_count,
  })
  const partsOf = givingWay(LARGE_FILE)
  for await (const chunk of chunks) {
    for await (const part of partsOf(chunk)) {
      requireServing()
      const { rejects } = await score(part)
      rejected += rejects.length
      if (rejected > MAX_REJECTED_ROWS) throw tooManyRejected()
    }
  }
}

const tooManyRejected = (): AppError =>
  new AppError('invalid-request', {
    detail: `More than ${MAX_REJECTED_ROWS} rows were rejected. Download them, and correct the file.`,
    errors: [{ field: 'file', reason: `has more than ${MAX_REJECTED_ROWS} rejected rows` }],
  })
