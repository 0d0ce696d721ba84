import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { IncomingRequest } from '@/lib/platform/incoming'
import { rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { clientIp, networkOf } from './client-ip'

/** Uses of links per minute and network. Tokens cannot be guessed; this bounds the work of trying. */
const LINKS_PER_MINUTE = 60

const limiter = () =>
  singleton('auth.links', () => new RateLimiterMemory({ points: LINKS_PER_MINUTE, duration: 60 }))

/** @throws AppError too-many-requests */
export async function limitLinks(_ctx: null, { headers }: IncomingRequest): Promise<void> {
  await limiter()
    .consume(networkOf(clientIp(headers)))
    .catch((reason: unknown) => rejectLimited(reason, 'Too many uses of links.'))
}
