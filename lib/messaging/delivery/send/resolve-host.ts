import { Resolver } from 'node:dns/promises'
import type { LookupFunction } from 'node:net'
import { isAllowed, type TargetLimits } from '../check-url'

/** The addresses of a name. */
export type Resolve = (host: string) => Promise<string[]>

const DNS_TIMEOUT_MS = 2_000
const DNS_TRIES = 2

/** The receiver's name has an address to which nothing may be sent. Its message names no address. */
export class TargetRefused extends Error {
  override readonly name = 'TargetRefused'
}

/**
 * Asks the DNS itself: the system's own look-up occupies a thread that passwords and files need, for as long as a dead name
 * server takes.
 */
export const resolveHost: Resolve = async (host) => {
  const resolver = new Resolver({ timeout: DNS_TIMEOUT_MS, tries: DNS_TRIES })
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)])
  const addresses = [v4, v6].flatMap((found) => (found.status === 'fulfilled' ? found.value : []))
  if (addresses.length === 0) throw (v4 as PromiseRejectedResult).reason
  return addresses
}

/**
 * A look-up for a socket: every address of the name is checked, and the socket connects to one of the checked addresses. A
 * name that points elsewhere a moment later changes nothing.
 */
export const guardedLookup =
  (limits: TargetLimits, resolve: Resolve): LookupFunction =>
  (host, options, callback) => {
    void resolve(host).then(
      (addresses) => {
        if (addresses.some((address) => !isAllowed(address, limits))) {
          return callback(new TargetRefused('the name has an address within a private network'), '')
        }
        const found = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
        const [first] = found
        if (options.all) callback(null, found)
        else callback(null, first?.address ?? '', first?.family)
      },
      (error: NodeJS.ErrnoException) => callback(error, ''),
    )
  }
