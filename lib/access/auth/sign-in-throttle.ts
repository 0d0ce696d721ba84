import { RateLimiterPostgres } from 'rate-limiter-flexible'
import { rateLimitPool } from '@/lib/platform/db'
import { isLimited, rejectLimited } from '@/lib/platform/limited'
import { singleton } from '@/lib/platform/singleton'
import { networkOf } from './client-ip'
import { accountOf, knownDevice } from './known-device'

/**
 * Throttles sign-ins. Failures count per account and place, so that failures elsewhere delay nobody; a place is a known
 * device or a network. The counters are in Postgres, so that they survive a restart.
 */
export const FREE_FAILURES = 5
export const FIRST_DELAY_SECONDS = 5
export const MAX_DELAY_SECONDS = 15 * 60
/** Failures of one network, for any account. */
export const NETWORK_FAILURES = 100
const NETWORK_WINDOW_SECONDS = 15 * 60
/** Failures of one account from all places that never signed in to it: bounds guesses that come from many networks. */
export const ACCOUNT_FAILURES = 50
export const ACCOUNT_WINDOW_SECONDS = 60 * 60
const MEMORY_SECONDS = 24 * 60 * 60
const KNOWN_NETWORK_SECONDS = 30 * 24 * 60 * 60

/** Seconds that a place waits for the account after its n-th failure in a row. */
export const delayAfter = (failures: number): number =>
  failures < FREE_FAILURES
    ? 0
    : Math.min(FIRST_DELAY_SECONDS * 2 ** (failures - FREE_FAILURES), MAX_DELAY_SECONDS)

export interface SignInAttempt {
  /** The password was correct: resets the count of the place. */
  succeeded(): Promise<void>
  /** The password was not checked (overload, database): the attempt does not count. */
  refunded(): Promise<void>
}

/**
 * Counts an attempt before its password is checked, so that parallel attempts cannot exceed the limit. An attempt during
 * the wait is rejected and changes nothing, whatever its password.
 * @throws AppError too-many-requests with the seconds to wait
 */
export async function beginSignInAttempt(
  email: string,
  ip: string,
  cookies: string | null,
): Promise<SignInAttempt> {
  const { failures, waits, networks, accounts, known } = limiters()
  const account = accountOf(email)
  const network = networkOf(ip)
  const device = knownDevice(account, cookies)
  const place = `${account}:${device ?? network}`

  const waiting = await waits.get(place)
  if (waiting && waiting.consumedPoints > 0) reject(waiting)
  const isKnown = device !== null || (await known.get(place)) !== null
  if (device === null) await networks.consume(network).catch(reject)
  if (!isKnown) await accounts.consume(account).catch(reject)

  const { consumedPoints } = await failures.penalty(place)
  const delay = delayAfter(consumedPoints)
  async function giveBack(): Promise<void> {
    await Promise.all([
      device === null && networks.reward(network),
      !isKnown && accounts.reward(account),
      failures.reward(place),
    ])
  }
  if (delay > 0) {
    // Of parallel attempts after the wait, one is checked and starts the next wait.
    await waits.consume(place, 1, { customDuration: delay }).catch(async (reason: unknown) => {
      if (isLimited(reason)) await giveBack()
      reject(reason)
    })
  }
  return {
    async succeeded() {
      await giveBack()
      await Promise.all([
        failures.delete(place),
        waits.delete(place),
        device === null && known.set(place, 1, KNOWN_NETWORK_SECONDS),
      ])
    },
    async refunded() {
      await Promise.all([giveBack(), waits.delete(place)])
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
      /** Failures in a row of a place. */
      failures: make('sign-in-failures', Number.MAX_SAFE_INTEGER, MEMORY_SECONDS),
      /** One attempt per wait after the free failures. */
      waits: make('sign-in-wait', 1, MAX_DELAY_SECONDS),
      networks: make('sign-in-network', NETWORK_FAILURES, NETWORK_WINDOW_SECONDS),
      accounts: make('sign-in-account', ACCOUNT_FAILURES, ACCOUNT_WINDOW_SECONDS),
      /** Networks from which the account signed in. */
      known: make('sign-in-known', 1, KNOWN_NETWORK_SECONDS),
    }
  })
