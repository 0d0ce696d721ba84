import { once } from 'node:events'
import { networkOf, parseProxies } from '@/lib/access/auth/client-ip'

const SECRETS = {
  DATABASE_URL: 'postgresql://app@localhost/db',
  NEXTAUTH_URL: 'http://localhost:3000',
  NEXTAUTH_SECRET: 'n'.repeat(32),
  SENTINEL_JWT_SECRET: 'j'.repeat(32),
  SENTINEL_TENANT_SEAL_KEY: 's'.repeat(32),
}

/** A process with the given proxies, behind a real socket: what the client sends and what the server makes of it. */
async function seenFrom(trusted: string, forwarded?: string): Promise<string> {
  jest.resetModules()
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.startsWith('sentinel.')) delete (globalThis as Record<symbol, unknown>)[key]
  }
  Object.assign(process.env, SECRETS, { TRUSTED_PROXY: trusted })
  const { clientIp, stampPeerAddress } = await import('@/lib/access/auth/client-ip')
  const { createServer } = await import('node:http')
  stampPeerAddress()
  const server = createServer((request, response) => {
    response.end(clientIp(new Headers({ 'x-forwarded-for': String(request.headers['x-forwarded-for']) })))
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as { port: number }
  const headers: Record<string, string> = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded }
  const text = await (await fetch(`http://127.0.0.1:${port}`, { headers })).text()
  server.close()
  return text
}

test('without a trusted proxy the address of the connection counts, whatever the headers say', async () => {
  expect(await seenFrom('')).toBe('127.0.0.1')
  expect(await seenFrom('', '9.9.9.9')).toBe('127.0.0.1')
})

test('behind trusted proxies the last hop that is no trusted proxy counts', async () => {
  expect(await seenFrom('127.0.0.1', '9.9.9.9')).toBe('9.9.9.9')
  expect(await seenFrom('127.0.0.0/8, 10.0.0.0/8', 'forged, 9.9.9.9, 10.1.2.3')).toBe('9.9.9.9')
  expect(await seenFrom('127.0.0.1', 'forged, 8.8.8.8, 10.1.2.3')).toBe('10.1.2.3')
})

test('an IPv6 /64 counts as one network', () => {
  expect(networkOf('2001:db8:1:2:3:4:5:6')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8:1:2::99')).toBe('2001:db8:1:2::/64')
  expect(networkOf('2001:db8::1')).toBe('2001:db8:0:0::/64')
  expect(networkOf('::1')).toBe('0:0:0:0::/64')
  expect(networkOf('192.0.2.7')).toBe('192.0.2.7')
})

test('the list of proxies accepts addresses and ranges of both families', () => {
  const list = parseProxies('192.0.2.1, 10.0.0.0/8,2001:db8::/32')
  expect(list.check('192.0.2.1')).toBe(true)
  expect(list.check('10.200.0.1')).toBe(true)
  expect(list.check('2001:db8:5::1', 'ipv6')).toBe(true)
  expect(list.check('192.0.2.2')).toBe(false)
})
