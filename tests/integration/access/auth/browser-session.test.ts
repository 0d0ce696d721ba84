import { encode } from 'next-auth/jwt'
import { GET as getKeys, POST as postKey } from '@/app/api/api-keys/route'
import { POST as postLogout } from '@/app/api/auth/logout/route'
import { settleBackground } from '@/lib/platform/background'
import { nextAuthOptions } from '@/lib/access/auth/next-auth-options'
import { closeDatabase, withTenant } from '@/lib/platform/db'
import { createTestUser, createTenant, TEST_PASSWORD } from '../../../support/tenant'
import { testSetting } from '../../../support/postgres'
import { bearer, codeOf, jsonRequest, me, newIp, tokenOf } from './support'

afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

interface Provider {
  options: { authorize(credentials: object, request: object): Promise<Record<string, string> | null> }
}

/** Signs in as the sign-in screen does; returns the cookie that next-auth would set. */
async function browserSignIn() {
  const tenant = await createTenant()
  const user = await createTestUser(tenant, 'admin')
  const options = nextAuthOptions()
  const { authorize } = (options.providers[0] as unknown as Provider).options
  const identity = await authorize(
    { email: user.email, password: TEST_PASSWORD },
    { headers: { 'x-forwarded-for': newIp() } },
  )
  const token = await options.callbacks!.jwt!({ token: {}, user: identity as never, account: null })
  const value = await encode({ token, secret: testSetting('NEXTAUTH_SECRET'), maxAge: 60 })
  return { tenant, user, token, value, cookie: { cookie: `other=1; sentinel-session=${value}` } }
}

const post = (headers: Record<string, string>) =>
  postKey(jsonRequest('POST', '/api/api-keys', { name: 'from a page', scopes: ['read'] }, headers))

test('the cookie identifies the user; the session row decides whether it is valid', async () => {
  const { tenant, user, token, cookie } = await browserSignIn()
  expect(await (await me(cookie)).json()).toMatchObject({ id: user.id, tenant_id: tenant.id })
  const row = await withTenant({ tenantId: tenant.id }, (tx) =>
    tx.session.findFirst({ where: { id: String(token.sid) } }),
  )
  expect(row).toMatchObject({ kind: 'browser', userId: user.id, revokedAt: null })
  expect((row?.expiresAt.getTime() ?? 0) - (row?.createdAt.getTime() ?? 0)).toBeGreaterThan(7.9 * 3_600_000)
})

test('sign-out through next-auth ends the session: a replayed cookie is rejected', async () => {
  const { token, value, cookie } = await browserSignIn()
  const { events, jwt } = nextAuthOptions()
  const decode = () => jwt!.decode!({ token: value, secret: testSetting('NEXTAUTH_SECRET') })
  expect(await decode()).toMatchObject({ sid: token.sid })
  await events!.signOut!({ token, session: undefined as never })
  expect((await me(cookie)).status).toBe(401)
  expect(await decode()).toBeNull()
})

test('sign-out through the API ends the session of the cookie', async () => {
  const { cookie } = await browserSignIn()
  const sameOrigin = { 'sec-fetch-site': 'same-origin' }
  const response = await postLogout(
    jsonRequest('POST', '/api/auth/logout', undefined, { ...cookie, ...sameOrigin }),
  )
  expect(response.status).toBe(204)
  expect((await me(cookie)).status).toBe(401)
})

test('each sign-in creates its own session', async () => {
  const [one, two] = [await browserSignIn(), await browserSignIn()]
  expect(one.token.sid).not.toBe(two.token.sid)
})

test.each([
  ['our own page', { 'sec-fetch-site': 'same-origin' }, 201],
  ['the address bar', { 'sec-fetch-site': 'none' }, 201],
  ['another site', { 'sec-fetch-site': 'cross-site' }, 403],
  ['a sister site', { 'sec-fetch-site': 'same-site' }, 403],
  [
    'another site that lies about its origin',
    { 'sec-fetch-site': 'cross-site', origin: 'http://localhost:3000' },
    403,
  ],
  ['an old browser, our page', { origin: 'http://localhost:3000' }, 201],
  ['an old browser, another site', { origin: 'https://evil.test' }, 403],
  ['an old browser, another port', { origin: 'http://localhost:4000' }, 403],
  ['an old browser, a sandboxed frame', { origin: 'null' }, 403],
  ['no word on where it comes from', {}, 403],
])('a change with the cookie alone, sent by %s', async (_name, headers, status) => {
  const { cookie } = await browserSignIn()
  const response = await post({ ...cookie, ...headers })
  expect(response.status).toBe(status)
  if (status === 403) expect(await codeOf(response)).toBe('cross-site')
})

test('a link on another site can read with the cookie', async () => {
  const { cookie } = await browserSignIn()
  const request = jsonRequest('GET', '/api/api-keys', undefined, {
    ...cookie,
    'sec-fetch-site': 'cross-site',
  })
  expect((await getKeys(request)).status).toBe(200)
})

test('a credential in a header replaces the cookie: it needs no origin, and an invalid one is rejected', async () => {
  const { cookie, tenant } = await browserSignIn()
  const other = await createTestUser(tenant, 'analyst')
  const token = await tokenOf(other.email)
  const both = { ...cookie, ...bearer(token), 'sec-fetch-site': 'cross-site' }
  expect(await (await me(both)).json()).toMatchObject({ id: other.id })
  expect(await codeOf(await post(both))).toBe('missing-permission')
  expect((await me({ ...cookie, ...bearer('bad') })).status).toBe(401)
  expect((await me({ ...cookie, 'x-api-key': 'bad' })).status).toBe(401)
})

test('rejects cookies that the product did not set', async () => {
  const { value, token } = await browserSignIn()
  const bearerToken = await tokenOf((await createTestUser(await createTenant(), 'admin')).email)
  const foreign = await encode({ token, secret: 'another secret of thirty-two chars!' })
  const nameless = await encode({ token: { sub: token.sub }, secret: testSetting('NEXTAUTH_SECRET') })
  const crossed = await encode({
    token: {
      ...token,
      ...(JSON.parse(Buffer.from(bearerToken.split('.')[1] ?? '', 'base64url').toString()) as object),
    },
    secret: testSetting('NEXTAUTH_SECRET'),
  })
  for (const cookie of [
    foreign,
    nameless,
    crossed,
    bearerToken,
    value.slice(0, -2),
    '',
    'x'.repeat(8192),
    '%E0%A4%A',
  ]) {
    expect((await me({ cookie: `sentinel-session=${cookie}` })).status).toBe(401)
  }
})

test('the cookie is HttpOnly and SameSite, and has the __Host- prefix over https', () => {
  const flags = { httpOnly: true, sameSite: 'lax', path: '/' }
  const cookieFor = (url: string) => {
    delete (globalThis as Record<symbol, unknown>)[Symbol.for('sentinel.env')]
    process.env.NEXTAUTH_URL = url
    return nextAuthOptions().cookies?.sessionToken
  }
  expect(cookieFor('https://fraud.bank.test')).toEqual({
    name: '__Host-sentinel-session',
    options: { ...flags, secure: true },
  })
  expect(cookieFor('http://localhost:3000')).toEqual({
    name: 'sentinel-session',
    options: { ...flags, secure: false },
  })
})
