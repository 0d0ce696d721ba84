import { createHash, timingSafeEqual } from 'node:crypto'
import { authenticate } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { AppError } from '@/lib/platform/errors'
import { env } from '@/lib/platform/env'
import type { IncomingRequest } from '@/lib/platform/incoming'
import type { Operation } from '@/lib/contract/operation'

/** The caller that the access of the operation requires; null for public operations. */
export async function principalOf(
  operation: Operation,
  request: IncomingRequest,
  requestId: string,
): Promise<Context | null> {
  if (operation.auth === 'public') return null
  if (operation.auth === 'scrape-token') return requireScrapeToken(request)
  return await authenticate(request, requestId)
}

/** @throws AppError missing-permission */
export function admit(operation: Operation, ctx: Context): void {
  if (operation.auth === 'user' && ctx.actor.kind !== 'user') {
    throw new AppError('missing-permission', { detail: 'Only a signed-in user can do this.' })
  }
  if (operation.permission) authorize(ctx, operation.permission)
}

/** @throws AppError invalid-token, also where no token is set: the figures are those of all institutions */
function requireScrapeToken(request: IncomingRequest): null {
  const token = env().SENTINEL_METRICS_TOKEN
  const given = request.headers.get('authorization') ?? ''
  // Digests have one length, so the comparison takes one time.
  const holds = token !== undefined && timingSafeEqual(digest(given), digest(`Bearer ${token}`))
  if (!holds) throw new AppError('invalid-token', { detail: 'Send the scrape token of this server.' })
  return null
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
