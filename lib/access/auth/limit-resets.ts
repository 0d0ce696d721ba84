import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { rateLimitPool } from '@/lib/platform/db'
import { isLimited, rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { networkOf } from './client-ip'
import { accountOf } from './known-device'

/** Requests of one network, for any address. */
export const RESETS_PER_NETWORK = 20
/** Requests of one network for one address. */
export const RESETS_PER_PLACE = 5
/** Messages to one address, from all networks: nobody floods a mailbox. */
export const RESETS_PER_ADDRESS = 10
const WINDOW_SECONDS = 60 * 60

/**
 * Counts a request for a link, before anything is read: a known and an unknown address get the same response.
 * @throws AppError too-many-requests
 */
export async function limitResets(email: string, ip: string): Promise<void> {
  const network = networkOf(ip)
  const refuse = (reason: unknown) => rejectLimited(reason, 'Too many requests for links.')
  await limiters().networks.consume(network).catch(refuse)
  await limiters()
    .places.consume(`${accountOf(email)}:${network}`)
    .catch(refuse)
}

/** False where the address got its share of messages. The response does not depend on it. */
export const mayMailReset = (email: string): Promise<boolean> =>
  limiters()
    .addresses.consume(accountOf(email))
    .then(
      () => true,
      (reason: unknown) => {
        if (isLimited(reason)) return false
        throw reason
      },
    )

const limiters = () =>
  singleton('auth.reset-limits', () => {
    const make = (keyPrefix: string, points: number) =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix,
        points,
        duration: WINDOW_SECONDS,
      })
    return {
      networks: make('reset-network', RESETS_PER_NETWORK),
      places: make('reset-place', RESETS_PER_PLACE),
      addresses: make('reset-address', RESETS_PER_ADDRESS),
    }
  })
