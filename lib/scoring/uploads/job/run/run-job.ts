import { withTenant } from '@/lib/platform/db'
import { isAppError, type ProblemCode } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { closeUpload, type UploadEnd } from '../../upload-record'
import { checkWhole } from './check-whole'
import { type Claim, releaseJob, retryLater } from './claim'
import { hold, isLost } from './lease'
import { readHeader } from './read-pieces'
import { scoreFile } from './score-file'
import { isDrainingError } from './serving'

/** Attempts without progress. */
const MAX_INTERRUPTIONS = 5
/** What is wrong with the file, which no repetition mends. */
const OF_THE_FILE: readonly string[] = [
  'invalid-request',
  'invalid-text',
  'too-large',
  'unsupported-media-type',
]

/** Works on a job until its file is scored, or the process must stop. */
export async function runJob(claim: Claim): Promise<void> {
  try {
    if (claim.job.interruptions >= MAX_INTERRUPTIONS) return await giveUp(claim, ENDED_TOO_OFTEN)
    const header = await readHeader(claim)
    if (claim.job.total_rows === null) await checkWhole(claim, header)
    await scoreFile(claim, header)
    await close(claim, { status: 'completed' })
  } catch (error) {
    await stop(claim, error)
  }
}

async function stop(claim: Claim, error: unknown): Promise<void> {
  const { ctx, job } = claim
  if (isLost(error)) return
  if (isDrainingError(error)) return await releaseJob(claim)
  const isFinal = isAppError(error) && OF_THE_FILE.includes(error.code)
  if (!isFinal) {
    log.error({ err: error, tenantId: ctx.tenant.id, uploadId: job.id }, 'the job of an upload failed')
    if (job.interruptions + 1 < MAX_INTERRUPTIONS) return await retryLater(claim)
  }
  await giveUp(claim, isAppError(error) ? error : FAILED)
}

interface Cause {
  code: ProblemCode
  detail?: string | undefined
  message: string
}

const FAILED: Cause = { code: 'internal-error', message: 'Something failed on our side.' }
const ENDED_TOO_OFTEN: Cause = {
  code: 'internal-error',
  message: `The servers that worked on it ended ${MAX_INTERRUPTIONS} times without progress.`,
}

/** A file of which no row was scored is rejected; otherwise what was scored stays. */
async function giveUp(claim: Claim, { code, detail, message }: Cause): Promise<void> {
  const { ctx, job } = claim
  const tenantId = ctx.tenant.id
  const done = await withTenant({ tenantId }, (tx) =>
    tx.upload.findFirst({ where: { tenantId, id: job.id }, select: { rowCount: true } }),
  )
  const status = (done?.rowCount ?? 0) > 0 ? 'failed' : 'rejected'
  await close(claim, { status, problem: code, failure: detail ?? message })
}

/** Where another process has the job by now, it is that one's to end. */
async function close(claim: Claim, end: UploadEnd): Promise<void> {
  await closeUpload(claim.ctx, claim.job.id, end, (tx) => hold(tx, claim)).catch((error: unknown) => {
    if (!isLost(error)) throw error
  })
}
