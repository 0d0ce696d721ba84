import { createHmac, randomBytes } from 'node:crypto'
import { SignJWT } from 'jose'
import { encode } from 'next-auth/jwt'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase } from '@/lib/platform/db'
import { createTestUser, createTenant } from '../../../support/tenant'
import { testSetting } from '../../../support/postgres'
import { bearer, codeOf, me, tokenOf } from './support'

afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const secret = () => new TextEncoder().encode(testSetting('SENTINEL_JWT_SECRET'))
const b64 = (value: unknown) =>
  Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url')
const hs256 = (text: string, key: string | Uint8Array = secret()) =>
  createHmac('sha256', key).update(text).digest('base64url')
const nowSeconds = () => Math.floor(Date.now() / 1000)

interface Parts {
  header: Record<string, unknown>
  claims: Record<string, unknown>
  token: string
}

async function liveToken(): Promise<Parts> {
  const token = await tokenOf((await createTestUser(await createTenant(), 'analyst')).email)
  const [header = '', claims = ''] = token.split('.')
  const read = (part: string) =>
    JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>
  return { header: read(header), claims: read(claims), token }
}

const signed = (header: unknown, claims: unknown, key?: string | Uint8Array) => {
  const text = `${b64(header)}.${b64(claims)}`
  return `${text}.${hs256(text, key)}`
}

async function expectRejected(token: string): Promise<void> {
  const response = await me(bearer(token))
  expect([token.slice(0, 80), response.status]).toEqual([token.slice(0, 80), 401])
  expect(await codeOf(response)).toBe('invalid-token')
}

/** The clock stands, and nothing else does: a stall would carry a time over its limit. */
const stopClock = () =>
  jest.useFakeTimers({
    doNotFake: [
      'hrtime',
      'nextTick',
      'performance',
      'queueMicrotask',
      'setImmediate',
      'clearImmediate',
      'setInterval',
      'clearInterval',
      'setTimeout',
      'clearTimeout',
    ],
  })
afterEach(() => jest.useRealTimers())

test('a token has the type at+jwt, one fixed algorithm and the id of its session', async () => {
  const { header, claims, token } = await liveToken()
  expect(header).toEqual({ alg: 'HS256', typ: 'at+jwt' })
  expect(claims).toMatchObject({ iss: 'sentinel', aud: 'sentinel-api', role: 'analyst' })
  expect(Number(claims.exp) - Number(claims.iat)).toBe(15 * 60)
  expect((await me(bearer(token))).status).toBe(200)
})

test('rejects forged headers, even with a valid signature', async () => {
  const { header, claims, token } = await liveToken()
  const signature = token.split('.')[2] ?? ''
  for (const alg of [
    'none',
    'NONE',
    'None',
    'nOnE',
    '',
    'HS384',
    'HS512',
    'RS256',
    'ES256',
    'EdDSA',
    'dir',
    'A256GCM',
  ]) {
    await expectRejected(signed({ ...header, alg }, claims))
    await expectRejected(`${b64({ ...header, alg })}.${b64(claims)}.`)
    await expectRejected(`${b64({ ...header, alg })}.${b64(claims)}.${signature}`)
  }
  const jwk = { kty: 'oct', k: b64('attacker key') }
  for (const extra of [
    { typ: 'JWT' },
    { typ: undefined },
    { crit: ['exp'] },
    { crit: ['b64'], b64: false },
    { alg: 'HS256', enc: 'A256GCM', zip: 'DEF', crit: ['zip'] },
  ]) {
    await expectRejected(signed({ ...header, ...extra }, claims))
  }
  for (const hint of [
    { jwk },
    { jku: 'https://evil.test/keys' },
    { x5u: 'https://evil.test/cert' },
    { kid: '../../dev/null' },
    { kid: "' or 1=1" },
    { x5c: ['AAAA'] },
  ]) {
    await expectRejected(signed({ ...header, ...hint }, claims, 'attacker key'))
    await expectRejected(signed({ ...header, ...hint }, claims, ''))
  }
})

test('rejects wrong claims, even signed with the key of the product', async () => {
  const { header, claims } = await liveToken()
  stopClock()
  const day = 86_400
  for (const change of [
    { aud: 'other' },
    { aud: undefined },
    { iss: 'other' },
    { iss: undefined },
    { exp: undefined },
    { exp: 'tomorrow' },
    { iat: undefined },
    { iat: nowSeconds() + day },
    { nbf: nowSeconds() + 61 },
    { sid: undefined },
    { sid: '00000000-0000-7000-8000-000000000000' },
    { sid: "' or 1=1" },
    { tid: undefined },
    { tid: '00000000-0000-7000-8000-000000000000' },
    { tid: 'x' },
    { sub: undefined },
    { sub: 42 },
    // A long lifetime does not help, because the age is checked, too.
    { iat: nowSeconds() - day, exp: nowSeconds() + day },
  ]) {
    await expectRejected(signed(header, { ...claims, ...change }))
  }
})

test('accepts a clock difference of up to one minute', async () => {
  const { header, claims } = await liveToken()
  stopClock()
  const expiring = (secondsAgo: number) =>
    signed(header, { ...claims, iat: nowSeconds() - secondsAgo - 900, exp: nowSeconds() - secondsAgo })
  expect((await me(bearer(expiring(58)))).status).toBe(200)
  await expectRejected(expiring(61))
})

test('rejects four hundred damaged tokens without a server error', async () => {
  const { token } = await liveToken()
  const [header = '', claims = '', signature = ''] = token.split('.')
  const damage = [
    (i: number) => token.slice(0, i) + (token[i] === 'A' ? 'B' : 'A') + token.slice(i + 1),
    (i: number) => token.slice(0, i),
    (i: number) => token.slice(0, i) + '.' + token.slice(i),
    (i: number) => [header, b64(randomBytes(i % 40).toString('latin1')), signature].join('.'),
  ]
  // The last character of a signature carries two bits that decoders drop, so damage stays before it.
  for (let i = 0; i < 400; i++)
    await expectRejected(damage[i % 4]!(1 + ((i * 7) % (token.length - 2))) || 'x')
  await expectRejected([header, claims, ''].join('.'))
})

test.each([
  ['percent escapes', 'Bearer %E0%A4%A'],
  ['eight kilobytes', `Bearer ${'a'.repeat(8192)}`],
  ['two credentials', 'Bearer a, Bearer b'],
  ['no credential', 'Bearer'],
  ['another scheme', 'Basic YWRtaW46YWRtaW4='],
  ['high bytes', 'Bearer ÿþ'],
  ['a JSON object', 'Bearer {"alg":"none"}'],
])('rejects a malformed Authorization header: %s', async (_name, authorization) => {
  const response = await me({ authorization })
  expect(response.status).toBe(401)
  expect(await codeOf(response)).toBe('invalid-token')
})

test('rejects tokens of other kinds', async () => {
  const { claims } = await liveToken()
  const { tid, sid, sub } = claims
  const cookie = await encode({
    token: { tid, sid, sub: String(sub) },
    secret: testSetting('NEXTAUTH_SECRET'),
  })
  await expectRejected(cookie)
  const idToken = await new SignJWT({ tid, sid } as Record<string, unknown>)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(String(sub))
    .setIssuer('sentinel')
    .setAudience('sentinel-api')
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(secret())
  await expectRejected(idToken)
})

test('rejects a request without credentials', async () => {
  expect((await me({})).status).toBe(401)
})
