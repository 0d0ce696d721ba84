import ipaddr from 'ipaddr.js'
import { type Canonical, rejected } from './rejected'
import { remembered } from './remembered'

const IPV4 = /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.|$)){4}$/

/** Dotted decimal for IPv4, also where it is mapped into IPv6; the short form of RFC 5952 for IPv6. No zone, no port. */
export const canonicalIp = (text: string): Canonical => (isIpv4(text) ? text : canonicalOf(text))

const isIpv4 = (text: string): boolean => IPV4.test(text) && !text.endsWith('.')

const canonicalOf = remembered('ip', (text): Canonical => {
  const address = text.replace(/^\p{Zs}+|\p{Zs}+$/gu, '')
  if (isIpv4(address)) return address
  if (address.includes('%')) return rejected('must not name a zone')
  if (!address.includes(':') || !ipaddr.IPv6.isValid(address))
    return rejected('must be an IPv4 or IPv6 address')
  const ipv6 = ipaddr.IPv6.parse(address)
  return ipv6.isIPv4MappedAddress() ? ipv6.toIPv4Address().toString() : ipv6.toRFC5952String()
})
