import { authorize, type Context } from '@/lib/contract/context'
import { AppError, isAppError } from '@/lib/platform/errors'
import { plainText } from '@/lib/platform/csv/write'
import { log } from '@/lib/platform/log'
import { elapsedMs } from '@/lib/platform/time'
import { type LabelBatch, readLabelRows } from '@/lib/scoring/history'
import { shownFileName } from '../file/file-name'
import { partsOf, type Stretch } from '../file/parts-of'
import { type FileReject, FirstErrors, toReject } from '../file/read-rows'
import { asProblem, LIMITS, streamOf } from '../file/read-sample'
import { isRejectsFile, rejectsWriter } from '../file/rejects-csv'
import { givingWay, SMALL_FILE } from '../give-way'
import { markNoted } from '../note-failed'
import { persist } from '../persist'
import { MAX_FILE_ROWS, type LabelsResult } from '../schema'
import { closeUpload, noteContent, openUpload } from '../upload-record'
import { openLabels, type OpenedLabels, type SentLabels } from './open-labels'
import { recordChunk } from './record-chunk'

/** Rows of a database transaction: while it records them, scoring of their accounts waits. */
const CHUNK_ROWS = 100

/**
 * Records what became known of transactions, by their external ids. A bad row sinks only itself; a label that is the current
 * one already is a duplicate. Labels, their outcomes and the progress commit together, chunk by chunk.
 * @throws AppError of openLabels; of recording, after which the rows before are kept
 */
export async function uploadLabels(ctx: Context, file: SentLabels, startedAt: number): Promise<LabelsResult> {
  authorize(ctx, 'transaction:upload')
  const attempted = { fileName: shownFileName(file.name), bytes: file.bytes.length, kind: 'labels' as const }
  const id = await openUpload(ctx, attempted)
  const totals = { uploaded: 0, labelled: 0, fraud: 0, genuine: 0, duplicates: 0, rejected: 0 }
  try {
    const opened = await openLabels(file)
    await noteContent(ctx, id, { ...opened, kind: attempted.kind })
    const batches = await allBatches(file.bytes, opened, ctx)
    const first = new FirstErrors()
    const { header: headerLine, lines } = rejectsWriter(opened.header, opened.mapping.delimiter)
    const partsGivingWay = givingWay(SMALL_FILE)
    let part = 0
    const record = async (chunk: LabelChunk) => {
      const csvOf = (rejects: Parameters<typeof lines>[0]) =>
        rejects.length === 0 ? '' : `${part === 0 ? headerLine : ''}${lines(rejects)}`
      const recording = { id, part, chunk, mapping: opened.mapping, csvOf }
      const done = await persist(() => recordChunk(ctx, recording))
      if (done.rejects.length > 0) part += 1
      first.add(done.rejects)
      totals.uploaded += done.fraud + done.genuine + done.duplicates + done.rejects.length
      totals.labelled += done.fraud + done.genuine
      totals.fraud += done.fraud
      totals.genuine += done.genuine
      totals.duplicates += done.duplicates
      totals.rejected += done.rejects.length
    }
    for (const chunk of chunksOf(batches)) {
      for await (const small of partsGivingWay(chunk)) await record(small)
    }
    await closeUpload(ctx, id, { status: 'completed' })
    return { upload_id: id, ...totals, errors: first.errors, total_latency_ms: elapsedMs(startedAt) }
  } catch (error) {
    const failure = isAppError(error) ? (error.detail ?? error.message) : 'Something failed on our side.'
    const problem = isAppError(error) ? error.code : 'internal-error'
    const status = totals.uploaded > 0 ? 'failed' : 'rejected'
    await closeUpload(ctx, id, { status, problem, failure }).catch((err: unknown) =>
      log.error({ err, id }, 'an upload of labels could not be ended'),
    )
    markNoted(error)
    throw error
  }
}

/** A file that cannot be read to its end is rejected before its first label is recorded. */
async function allBatches(bytes: Buffer, { mapping, header }: OpenedLabels, { tenant }: Context) {
  const bounds = { earliestMs: tenant.earliestEventMs, nowMs: Date.now() }
  const plain = isRejectsFile(header) ? plainText : undefined
  const batches: LabelBatch[] = []
  let total = 0
  try {
    for await (const batch of readLabelRows(streamOf([bytes]), mapping, { bounds, limits: LIMITS, plain })) {
      batches.push(batch)
      total += batch.rows.length + batch.rejected.length
      if (total > MAX_FILE_ROWS) {
        throw new AppError('too-large', { detail: `The file may have at most ${MAX_FILE_ROWS} rows.` })
      }
    }
  } catch (error) {
    throw asProblem(error)
  }
  if (total === 0) {
    const reason = 'has a header and no rows'
    throw new AppError('invalid-request', {
      detail: `The file ${reason}.`,
      errors: [{ field: 'file', reason }],
    })
  }
  return batches
}

export type LabelChunk = Stretch<LabelBatch['rows'][number], FileReject>

function* chunksOf(batches: readonly LabelBatch[]): Generator<LabelChunk> {
  for (const { rows, rejected } of batches) {
    if (rows.length + rejected.length > 0) {
      yield* partsOf({ rows, rejects: rejected.map(toReject) }, CHUNK_ROWS)
    }
  }
}
