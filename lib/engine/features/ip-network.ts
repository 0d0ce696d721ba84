/**
 * The network of an address as a text: the first three bytes of an IPv4 address, the first three groups of an IPv6 one.
 * A customer keeps a network for weeks and an address for hours.
 */
export function networkOf(ip: string): string {
  if (ip.includes('.') && !ip.includes(':')) return ip.slice(0, ip.lastIndexOf('.'))
  const groups = ip.toLowerCase().split(':', 3)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
