/**
 * The network of an IP address as text: the first three bytes of IPv4, the first three groups of IPv6. Account holders
 * keep a network for weeks but an address for hours.
 */
export function networkOf(ip: string): string {
  if (ip.includes('.') && !ip.includes(':')) return ip.slice(0, ip.lastIndexOf('.'))
  const groups = ip.toLowerCase().split(':', 3)
  return groups.map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}
