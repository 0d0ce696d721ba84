import { createHash, timingSafeEqual } from 'node:crypto'
import { authenticate } from '@/lib/access/auth'
import { authorize, type Context } from '@/lib/contract/context'
import { AppError } from '@/lib/platform/errors'
import { env } from '@/lib/platform/env'
import type { IncomingRequest } from '@/lib/platform/incoming'
import type { Operation } from '@/lib/contract/operation'

/** The caller as the operation's access demands it; null where it asks for nobody. */
export async function principalOf(
  operation: Operation,
  request: IncomingRequest,
  requestId: string,
): Promise<Context | null> {
  if (operation.auth === 'public') return null
  if (operation.auth === 'user-or-scrape-token' && holdsScrapeToken(request)) return null
  return await authenticate(request, requestId)
}

/** @throws AppError missing-permission */
export function admit(operation: Operation, ctx: Context): void {
  if (operation.auth === 'user' && ctx.actor.kind !== 'user') {
    throw new AppError('missing-permission', { detail: 'Only a signed-in user can do this.' })
  }
  if (operation.permission) authorize(ctx, operation.permission)
}

function holdsScrapeToken(request: IncomingRequest): boolean {
  const token = env().SENTINEL_METRICS_TOKEN
  const given = request.headers.get('authorization')
  if (token === undefined || given === null) return false
  // Digests have one length, so the comparison takes one time.
  return timingSafeEqual(digest(given), digest(`Bearer ${token}`))
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest()
