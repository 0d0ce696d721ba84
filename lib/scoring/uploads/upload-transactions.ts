import { setTimeout as wait } from 'node:timers/promises'
import { authorize, type Context } from '@/lib/contract/context'
import { withTenantPipeline } from '@/lib/platform/db'
import { AppError, isAppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { elapsedMs } from '@/lib/platform/time'
import type { Mapping } from '@/lib/scoring/history'
import { scoreRows } from '@/lib/scoring/path'
import { shownFileName } from './file/file-name'
import { openFile, type SentFile } from './file/open-file'
import { type FileChunk, FirstErrors, readRows } from './file/read-rows'
import { rejectsWriter } from './file/rejects-csv'
import { type ChunkOutcome, outcomeOf } from './file-results'
import { markNoted } from './note-failed'
import type { UploadResult } from './schema'
import { closeUpload, noteContent, openUpload, progressWrites } from './upload-record'

/**
 * Scores the rows of a file in its order. A bad row sinks only itself; a row that is known already is a duplicate. Rows,
 * their outcomes and the progress commit together, chunk by chunk: after a failure the same file goes on where it ended.
 * @throws AppError of openFile and readRows; of scoring, after which the rows before are kept
 */
export async function uploadTransactions(
  ctx: Context,
  file: SentFile,
  startedAt: number,
): Promise<UploadResult> {
  authorize(ctx, 'transaction:upload')
  const id = await openUpload(ctx, { fileName: shownFileName(file.name), bytes: file.bytes.length })
  const totals = { uploaded: 0, scored: 0, duplicates: 0, rejected: 0, high: 0, medium: 0, low: 0 }
  try {
    const opened = await openFile(file, ctx.tenant)
    const { mapping } = opened.detected
    if (mapping === null) throw openQuestions(opened.detected.questions)
    const duplicateOf = await noteContent(ctx, id, opened)
    const source = { bytes: file.bytes, mapping, header: opened.header, tenant: ctx.tenant, now: new Date() }
    const chunks = await allChunks(readRows(source))
    const first = new FirstErrors()
    const write = chunkWriter(ctx, id, mapping, opened.header)
    for (const chunk of chunks) {
      const { scored, duplicates, rejects } = await write(chunk)
      first.add(rejects)
      totals.uploaded += scored.length + duplicates + rejects.length
      totals.scored += scored.length
      totals.duplicates += duplicates
      totals.rejected += rejects.length
      for (const { band } of scored) totals[band] += 1
    }
    await closeUpload(ctx, id, { status: 'completed' })
    return {
      upload_id: id,
      ...totals,
      errors: first.errors,
      duplicate_of: duplicateOf,
      total_latency_ms: elapsedMs(startedAt),
    }
  } catch (error) {
    const failure = isAppError(error) ? (error.detail ?? error.message) : 'Something failed on our side.'
    const problem = isAppError(error) ? error.code : 'internal-error'
    const status = totals.uploaded > 0 ? 'failed' : 'rejected'
    // Where this fails too, the upload is shown as interrupted.
    await closeUpload(ctx, id, { status, problem, failure }).catch((err: unknown) =>
      log.error({ err, id }, 'an upload could not be ended'),
    )
    markNoted(error)
    throw error
  }
}

/** A file that cannot be read to its end is rejected before its first row is scored. */
async function allChunks(read: AsyncIterable<FileChunk>): Promise<FileChunk[]> {
  const chunks: FileChunk[] = []
  for await (const chunk of read) chunks.push(chunk)
  if (chunks.length === 0) throw new AppError('invalid-request', NO_ROWS)
  return chunks
}

const NO_ROWS = {
  detail: 'The file has a header and no rows.',
  errors: [{ field: 'file', reason: 'has a header and no rows' }],
}

const openQuestions = (questions: readonly { about: string; kind: string; text: string }[]): AppError =>
  new AppError('invalid-request', {
    detail: `${questions[0]!.text} Send a mapping, or answers as POST /api/upload/check asks for them.`,
    errors: questions.map(({ about, kind, text }) => ({ field: about || kind, reason: text })),
  })

const RETRY_OVERLOADED_MS = 1_000
const RETRIES = 30

/** Scores a chunk and stores what became of it, in one database transaction. */
function chunkWriter(ctx: Context, id: string, mapping: Mapping, header: readonly string[]) {
  const tenantId = ctx.tenant.id
  const { header: headerLine, lines } = rejectsWriter(header, mapping.delimiter)
  let part = 0
  const writesOf = ({ scored, duplicates, rejects }: ChunkOutcome) => {
    const csv = rejects.length === 0 ? '' : `${part === 0 ? headerLine : ''}${lines(rejects)}`
    return progressWrites(tenantId, id, { scored, duplicates, rejected: rejects.length, rejects: csv, part })
  }
  const score = async (chunk: FileChunk, retries: number): Promise<ChunkOutcome> => {
    // Built again for each attempt of the transaction: the last one counts.
    let outcome: ChunkOutcome = { scored: [], duplicates: 0, rejects: chunk.rejects }
    try {
      await scoreRows(
        ctx,
        chunk.rows.map(({ row }) => row),
        (results) => writesOf((outcome = outcomeOf(chunk, results, mapping))),
      )
      return outcome
    } catch (error) {
      if (!isAppError(error) || error.code !== 'overloaded' || retries === 0) throw error
      await wait(RETRY_OVERLOADED_MS)
      return await score(chunk, retries - 1)
    }
  }
  return async (chunk: FileChunk): Promise<ChunkOutcome> => {
    const outcome =
      chunk.rows.length > 0
        ? await score(chunk, RETRIES)
        : { scored: [], duplicates: 0, rejects: chunk.rejects }
    if (chunk.rows.length === 0) await withTenantPipeline(tenantId, (tx) => tx.commit(writesOf(outcome)))
    if (outcome.rejects.length > 0) part += 1
    return outcome
  }
}
