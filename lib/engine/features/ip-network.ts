/**
 * The network of an IP address as text: the first three bytes of IPv4, the first three groups of IPv6. Account
 * holders keep a network for weeks but an address for hours.
 */
export function networkOf(ip: string): string {
  if (!ip.includes(':')) return ip.slice(0, ip.lastIndexOf('.'))
  const [head = '', tail = ''] = ip.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail === '' ? [] : tail.split(':')
  const zeros = Array.from({ length: Math.max(8 - first.length - last.length, 0) }, () => '0')
  const groups = [...first, ...zeros, ...last].slice(0, 3)
  return groups.map((group) => group.replace(/^0+(?=.)/, '').toLowerCase()).join(':')
}
