import { firstInAMinute } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import type { AppError } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'
import { singleton } from '@/lib/platform/singleton'
import { closeUpload, openUpload } from './upload-record'

/** Recorded elsewhere, or a repetition of a request that has its row. */
const NO_ATTEMPT: readonly string[] = ['missing-permission', 'idempotency-mismatch', 'request-in-progress']

/** Failures whose upload has its row already. */
const noted = () => singleton('scoring.uploads.noted', () => new WeakSet<object>())

export function markNoted(error: unknown): void {
  if (typeof error === 'object' && error !== null) noted().add(error)
}

/**
 * Records an upload whose request was rejected before its file was read: too large, too many, broken off. A user who is
 * throttled, or meets a busy server, gets one row a minute, so that retries do not fill the table. Denied permissions have their own audit row.
 */
export async function noteFailedUpload(
  ctx: Context,
  request: IncomingRequest,
  error: AppError,
): Promise<void> {
  const { actor, tenant } = ctx
  if (actor.kind !== 'user' || noted().has(error.cause as object) || noted().has(error)) return
  if (NO_ATTEMPT.includes(error.code)) return
  const isRepeated = error.code === 'too-many-requests' || error.code === 'overloaded'
  if (isRepeated && !firstInAMinute(`upload/${tenant.id}/${actor.id}`)) return
  const length = Number(request.headers.get('content-length'))
  const id = await openUpload(ctx, {
    fileName: null,
    bytes: Number.isSafeInteger(length) && length > 0 ? length : 0,
  })
  const { code: problem, detail: failure = error.message } = error
  await closeUpload(ctx, id, { status: 'rejected', problem, failure })
}
