import { setTimeout as wait } from 'node:timers/promises'
import { AppError } from '@/lib/platform/errors'
import { monotonicMs } from '@/lib/platform/time'
import { isScoringForOthers } from '@/lib/scoring/path'
import { partsOf } from '../../file/parts-of'
import { readRows } from '../../file/read-rows'
import { streamOf } from '../../file/read-sample'
import { MAX_LARGE_FILE_ROWS, MAX_REJECTED_ROWS } from '../../schema'
import { chunkScorer } from '../../score-chunks'
import type { Claim } from './claim'
import { holding } from './lease'
import { readPieces } from './read-pieces'
import { requireServing } from './serving'

const ANNOUNCE_EVERY_MS = 1_000
/** Rows of a transaction while others score: each of them waits for at most one such transaction. */
const SMALL_ROWS = 32
/** Of the time of the job while others score, at most this part is work. */
const SMALL_SHARE = 0.5

/**
 * Scores the rows behind those that are done, in their order. How many are done commits with them, so a process that ends leaves
 * nothing to repeat and nothing to lose.
 */
export async function scoreFile(claim: Claim, header: readonly string[]): Promise<void> {
  const { ctx, job, mapping } = claim
  let announcedAt = -Infinity
  let rejected = job.rejected_count
  const score = chunkScorer(ctx, {
    id: job.id,
    mapping,
    header,
    part: job.parts,
    alsoWrite: () => [holding(claim)],
    announces: () => {
      if (monotonicMs() - announcedAt < ANNOUNCE_EVERY_MS) return false
      announcedAt = monotonicMs()
      return true
    },
  })
  const chunks = readRows({
    file: streamOf(readPieces(claim)),
    mapping,
    header,
    tenant: ctx.tenant,
    now: new Date(),
    maxRows: MAX_LARGE_FILE_ROWS,
    skip: job.row_count,
  })
  for await (const chunk of chunks) {
    for (const part of isScoringForOthers() ? partsOf(chunk, SMALL_ROWS) : [chunk]) {
      requireServing()
      const startedAt = monotonicMs()
      const { rejects } = await score(part)
      rejected += rejects.length
      if (rejected > MAX_REJECTED_ROWS) throw tooManyRejected()
      if (isScoringForOthers()) await wait((monotonicMs() - startedAt) * (1 / SMALL_SHARE - 1))
    }
  }
}

const tooManyRejected = (): AppError =>
  new AppError('invalid-request', {
    detail: `More than ${MAX_REJECTED_ROWS} rows were rejected. Download them, and correct the file.`,
    errors: [{ field: 'file', reason: `has more than ${MAX_REJECTED_ROWS} rejected rows` }],
  })
