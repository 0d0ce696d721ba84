import { authorize, type Context } from '@/lib/contract/context'
import { AppError, isAppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { elapsedMs } from '@/lib/platform/time'
import { shownFileName } from './file/file-name'
import { openFile, type SentFile } from './file/open-file'
import { type FileChunk, FirstErrors, readRows } from './file/read-rows'
import { streamOf } from './file/read-sample'
import { givingWay, SMALL_FILE } from './give-way'
import { markNoted } from './note-failed'
import type { UploadResult } from './schema'
import { chunkScorer } from './score-chunks'
import { closeUpload, noteContent, openUpload } from './upload-record'

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
    if (mapping === null) throw openQuestions(opened.detected.questions.filter(({ required }) => required))
    const duplicateOf = await noteContent(ctx, id, { kind: 'transactions', sha256: opened.sha256, mapping })
    const source = {
      file: streamOf([file.bytes]),
      mapping,
      header: opened.header,
      tenant: ctx.tenant,
      now: new Date(),
    }
    const chunks = await allChunks(readRows(source))
    const first = new FirstErrors()
    const score = chunkScorer(ctx, { id, mapping, header: opened.header })
    const partsOf = givingWay(SMALL_FILE)
    for (const chunk of chunks) {
      for await (const part of partsOf(chunk)) {
        const { scored, duplicates, rejects } = await score(part)
        first.add(rejects)
        totals.uploaded += scored.length + duplicates + rejects.length
        totals.scored += scored.length
        totals.duplicates += duplicates
        totals.rejected += rejects.length
        for (const { band } of scored) totals[band] += 1
      }
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
