import { subscribe } from 'node:diagnostics_channel'
import type { IncomingMessage } from 'node:http'
import { BlockList, isIP } from 'node:net'
import { env } from '@/lib/platform/env'
import type { IncomingHeaders } from '@/lib/platform/incoming'
import { singleton } from '@/lib/platform/singleton'

/**
 * The caller's IP address. Route handlers see headers only, and any client can send X-Forwarded-For, so the server
 * appends the address of the connection: no client can forge the last entry.
 */
export function stampPeerAddress(): void {
  const stamp = peerStamp()
  if (stamp.installed) return
  stamp.installed = true
  subscribe('http.server.request.start', (message) =>
    stampRequest((message as { request: IncomingMessage }).request),
  )
}

const peerStamp = () => singleton('auth.peer-stamp', () => ({ installed: false }))

/** For requests to upgrade as well, of which Node announces no start. */
export function stampRequest(request: IncomingMessage): void {
  const sent = request.headers['x-forwarded-for']
  const peer = plainAddress(request.socket.remoteAddress ?? 'unknown')
  request.headers['x-forwarded-for'] = sent ? `${String(sent)}, ${peer}` : peer
  // Node keeps the first of two Authorization headers and drops the rest. Joined, they are rejected as malformed.
  const credentials = request.rawHeaders.filter(
    (_, i, raw) => i % 2 === 1 && /^authorization$/i.test(raw[i - 1] ?? ''),
  )
  if (credentials.length > 1) request.headers.authorization = credentials.join(', ')
}

/** The caller's address: the last hop that is no trusted proxy (TRUSTED_PROXY). */
export function clientIp(headers: IncomingHeaders): string {
  if (!peerStamp().installed) return 'unknown'
  const hops = (headers.get('x-forwarded-for') ?? '').split(',').map((hop) => plainAddress(hop.trim()))
  const own = trustedProxies()
  return hops.findLast((hop) => !isTrusted(own, hop)) ?? hops[0] ?? 'unknown'
}

/** The key that limits count by: an IPv6 customer owns a whole /64, so its addresses count as one. */
export function networkOf(ip: string): string {
  if (isIP(ip) !== 6) return ip
  const [head = '', tail] = ip.split('::')
  const groups = head.split(':').filter(Boolean)
  const rest = (tail ?? '').split(':').filter(Boolean)
  const missing = tail === undefined ? 0 : 8 - groups.length - rest.length
  return (
    [...groups, ...Array<string>(Math.max(missing, 0)).fill('0'), ...rest].slice(0, 4).join(':') + '::/64'
  )
}

const plainAddress = (address: string): string => address.replace(/^::ffff:(?=\d+\.)/i, '')

function isTrusted(proxies: BlockList, hop: string): boolean {
  const family = isIP(hop)
  return family !== 0 && proxies.check(hop, family === 6 ? 'ipv6' : 'ipv4')
}

const trustedProxies = () => singleton('auth.trusted-proxies', () => parseProxies(env().TRUSTED_PROXY ?? ''))

/** Reads a comma-separated list of addresses and CIDR ranges. */
export function parseProxies(text: string): BlockList {
  const list = new BlockList()
  for (const entry of text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean)) {
    const [address = '', bits] = entry.split('/')
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4'
    if (bits === undefined) list.addAddress(address, family)
    else list.addSubnet(address, Number(bits), family)
  }
  return list
}
