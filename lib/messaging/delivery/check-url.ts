import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'
import { AppError } from '@/lib/platform/errors'
import { entriesOf, env } from '@/lib/platform/env'

/** What the operator allows beyond https on public addresses. */
export interface TargetLimits {
  http: boolean
  networks: readonly string[]
}

/** Unless the operator allows a network, whose services may have any port. */
const PORTS: Record<string, readonly string[]> = { 'https:': ['', '8443'], 'http:': ['', '8080'] }

export const targetLimits = (): TargetLimits => ({
  http: env().SENTINEL_WEBHOOK_HTTP === '1',
  networks: entriesOf(env().SENTINEL_WEBHOOK_NETWORKS),
})

/** The longest name of the DNS, in characters (RFC 1035). */
const MAX_HOST = 253

/** The host of a URL without the brackets of IPv6. The URL parser has turned "0x7f.1" into "127.0.0.1" by then. */
export const hostOf = ({ hostname }: URL): string => hostname.replace(/^\[|\]$/g, '')

/**
 * Why messages may not be sent to the URL, as far as it can be seen without asking the DNS; null where they may.
 * Addresses of a name are checked when a connection is opened.
 */
export function refusalOf(url: URL, limits: TargetLimits): string | null {
  const host = hostOf(url)
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && limits.http))
    return 'must be an https:// URL'
  if (url.username !== '' || url.password !== '') return 'must not contain a user name or password'
  if (host.length > MAX_HOST) return `must have a host name of at most ${MAX_HOST} characters`
  if (isIP(host) !== 0 && !isAllowed(host, limits)) return 'must not be an address within a private network'
  if (limits.networks.length === 0 && !PORTS[url.protocol]?.includes(url.port)) {
    return `must use port ${url.protocol === 'https:' ? '443 or 8443' : '80 or 8080'}`
  }
  return null
}

/** Public, or in a network that the operator allows. Everything with a special meaning (RFC 6890) is not public. */
export function isAllowed(address: string, limits: TargetLimits): boolean {
  if (!ipaddr.isValid(address)) return false
  // An IPv4 address within IPv6 counts as what it is.
  const parsed = ipaddr.process(address)
  return isPublic(parsed) || isNamed(parsed, limits)
}

/** All global unicast addresses of IPv6 (RFC 4291): outside of them "::a00:1" still means 10.0.0.1 to some systems. */
const GLOBAL_UNICAST = ipaddr.IPv6.parseCIDR('2000::/3')

const isPublic = (address: ipaddr.IPv4 | ipaddr.IPv6): boolean =>
  address.range() === 'unicast' &&
  (address.kind() === 'ipv4' || (address as ipaddr.IPv6).match(GLOBAL_UNICAST))

const isNamed = (address: ipaddr.IPv4 | ipaddr.IPv6, { networks }: TargetLimits): boolean =>
  networks.some((entry) => {
    const [network, bits] = ipaddr.parseCIDR(
      entry.includes('/') ? entry : `${entry}/${isIP(entry) === 6 ? 128 : 32}`,
    )
    return network.kind() === address.kind() && address.match([network, bits] as [ipaddr.IPv4, number])
  })

/** @throws AppError invalid-request that names the field `url` */
export function requireAllowedUrl(text: string): URL {
  const url = new URL(text)
  const reason = refusalOf(url, targetLimits())
  if (reason === null) return url
  throw new AppError('invalid-request', { detail: `url: ${reason}.`, errors: [{ field: 'url', reason }] })
}
