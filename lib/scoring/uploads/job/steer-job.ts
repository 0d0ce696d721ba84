/** What users do with the job of a large file: start, pause, resume, cancel. */
import { type AuditAction, writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { announce } from '@/lib/messaging/live'
import { Prisma, withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { UploadFile, UploadStatus } from '../schema'
import { type JobRow, lockJob, pieceCount, readFile } from './find-job'

interface Step {
  from: readonly UploadStatus[]
  to: UploadStatus
  action: AuditAction
}

const AT_WORK = ['waiting', 'checking', 'running'] as const

/** Has the file scored, now that all of it has arrived. @throws AppError not-found, conflict */
export const startUploadFile = (ctx: Context, id: string) =>
  take(ctx, id, { from: ['receiving'], to: 'waiting', action: 'upload.started' }, requireWhole)

/** Stops after the rows that are being scored. @throws AppError not-found, conflict */
export const pauseUploadFile = (ctx: Context, id: string) =>
  take(ctx, id, { from: AT_WORK, to: 'paused', action: 'upload.paused' })

/** Goes on behind the last row that was scored. @throws AppError not-found, conflict */
export const resumeUploadFile = (ctx: Context, id: string) =>
  take(ctx, id, { from: ['paused'], to: 'waiting', action: 'upload.resumed' })

/** Ends the upload. Rows that were scored stay. @throws AppError not-found, conflict */
export const cancelUploadFile = (ctx: Context, id: string) =>
  take(ctx, id, { from: ['receiving', ...AT_WORK, 'paused'], to: 'cancelled', action: 'upload.cancelled' })

function requireWhole(job: JobRow): void {
  const count = pieceCount(job)
  if (job.received_pieces === count) return
  throw new AppError('conflict', {
    detail: `${job.received_pieces} of ${count} pieces have arrived: send the others before you start.`,
  })
}

/** A process that works on the job loses it: its next write fails. */
async function take(
  ctx: Context,
  id: string,
  { from, to, action }: Step,
  check: (job: JobRow) => void = () => undefined,
): Promise<UploadFile> {
  authorize(ctx, 'transaction:upload')
  const tenantId = ctx.tenant.id
  return await withTenant({ tenantId }, async (tx) => {
    const job = await lockJob(tx, tenantId, id)
    if (!from.includes(job.status as UploadStatus)) {
      throw new AppError('conflict', { detail: `The upload is ${job.status}.` })
    }
    check(job)
    const ended = to === 'cancelled' ? Prisma.sql`now()` : Prisma.sql`null`
    await tx.$executeRaw`
      update uploads set status = ${to}, attempt = attempt + 1, leased = false, lease_until = null, interruptions = 0,
             progressed_at = now(), finished_at = ${ended}
       where tenant_id = ${tenantId}::uuid and id = ${id}::uuid`
    await writeAudit(tx, ctx, {
      action,
      objectKind: 'upload',
      objectId: id,
      before: { status: job.status },
      after: { status: to, file_name: job.file_name, file_bytes: job.file_bytes, row_count: job.row_count },
    })
    await announce(tx, tenantId, { kind: 'uploads.changed', payload: { uploadId: id } })
    return await readFile(tx, tenantId, id)
  })
}
