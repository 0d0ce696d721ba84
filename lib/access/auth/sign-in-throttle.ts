import { hash } from 'node:crypto'
import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { rateLimitPool } from '@/lib/platform/db'
import { isLimited, rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { networkOf } from './client-ip'

/** Throttles sign-ins per account and per network. The counters are in Postgres, so that they survive a restart. */
export const FREE_FAILURES = 5
export const FIRST_DELAY_SECONDS = 5
export const MAX_DELAY_SECONDS = 15 * 60
export const NETWORK_FAILURES = 100
const NETWORK_WINDOW_SECONDS = 15 * 60
const MEMORY_SECONDS = 24 * 60 * 60

/** Seconds that an account waits after its n-th failure in a row. */
export const delayAfter = (failures: number): number =>
  failures < FREE_FAILURES
    ? 0
    : Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), MAX_DELAY_SECONDS)

export interface SignInAttempt {
  /** The password was correct: resets the count of the account. */
  succeeded(): Promise<void>
  /** The password was not checked (overload, database): the attempt does not count. */
  refunded(): Promise<void>
}

/**
 * Counts an attempt before its password is checked, so that parallel attempts cannot exceed the limit. During the wait
 * a correct password is rejected, too, and each attempt prolongs the wait.
 * @throws AppError too-many-requests with the seconds to wait
 */
export async function beginSignInAttempt(email: string, ip: string): Promise<SignInAttempt> {
  const { failures, openings, networks } = limiters()
  const account = hash('sha256', email, 'base64url')
  const network = networkOf(ip)
  await networks.consume(network).catch(reject)

  const { consumedPoints } = await failures.penalty(account)
  const delay = delayAfter(consumedPoints)
  if (delay > 0) {
    await openings.consume(account, 1, { customDuration: delay }).catch(async (rejection: unknown) => {
      if (isLimited(rejection)) reject(await openings.set(account, 2, delay))
      throw rejection
    })
  }
  return {
    async succeeded() {
      await Promise.all([failures.delete(account), openings.delete(account), networks.reward(network)])
    },
    async refunded() {
      await Promise.all([failures.reward(account), networks.reward(network)])
    },
  }
}

const reject = (reason: unknown): never => rejectLimited(reason, 'Too many failed sign-ins.')

const limiters = () =>
  singleton('auth.sign-in-throttle', () => {
    const make = (keyPrefix: string, points: number, duration: number) =>
      new RateLimiterPostgres({
        storeClient: rateLimitPool(),
        storeType: 'pool',
        tableName: 'rate_limits',
        tableCreated: true,
        keyPrefix,
        points,
        duration,
      })
    return {
      /** Failures in a row of an account. */
      failures: make('sign-in-failures', Number.MAX_SAFE_INTEGER, MEMORY_SECONDS),
      /** One attempt per delay after the free failures. */
      openings: make('sign-in-opening', 1, MAX_DELAY_SECONDS),
      /** Failures of a network, for any account. */
      networks: make('sign-in-network', NETWORK_FAILURES, NETWORK_WINDOW_SECONDS),
    }
  })
