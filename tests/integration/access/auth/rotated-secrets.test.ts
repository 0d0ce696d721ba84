import { createHmac, hkdfSync, randomBytes } from 'node:crypto'
import { decodeJwt, SignJWT } from 'jose'
import { encode } from 'next-auth/jwt'
import { accountOf, deviceCookie, knownDevice } from '@/lib/access/auth/known-device'
import { nextAuthOptions } from '@/lib/access/auth/next-auth-options'
import { settleBackground } from '@/lib/platform/background'
import { closeDatabase, runMigrations, withTenant } from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { newId } from '@/lib/platform/ids'
import { testSetting } from '../../../support/postgres'
import { createScratchDatabase } from '../../../support/scratch-database'
import { createTestUser, createTenant } from '../../../support/tenant'
import { bearer, me, tokenOf } from './support'

/** A secret is replaced without an outage: what the secret before it made stays valid, and nothing else does. */

const PREVIOUS = { jwt: randomBytes(32).toString('hex'), cookie: randomBytes(32).toString('hex') }
const UNKNOWN = randomBytes(32).toString('hex')

beforeAll(() => {
  // The configuration is read once, before the tests.
  Object.assign(env(), {
    SENTINEL_JWT_SECRET_PREVIOUS: PREVIOUS.jwt,
    NEXTAUTH_SECRET_PREVIOUS: PREVIOUS.cookie,
  })
})
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const newToken = async () => tokenOf((await createTestUser(await createTenant(), 'analyst')).email)

test('a bearer token of the secret before is valid; new ones have the current secret', async () => {
  const token = await newToken()
  const signedWith = (secret: string) =>
    new SignJWT(decodeJwt(token))
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .sign(new TextEncoder().encode(secret))
  expect(await signedWith(testSetting('SENTINEL_JWT_SECRET'))).toBe(token)
  expect((await me(bearer(await signedWith(PREVIOUS.jwt)))).status).toBe(200)
  for (const secret of [UNKNOWN, PREVIOUS.cookie, testSetting('NEXTAUTH_SECRET')]) {
    expect((await me(bearer(await signedWith(secret)))).status).toBe(401)
  }
})

test('a session cookie of the secret before is valid, for the API and for next-auth', async () => {
  const { tid, sid, sub = '' } = decodeJwt(await newToken())
  // A cookie names a browser session; this one is of the same user.
  const id = newId()
  await withTenant({ tenantId: String(tid) }, (tx) =>
    tx.session.create({
      data: {
        tenantId: String(tid),
        id,
        userId: sub,
        kind: 'browser',
        expiresAt: new Date(Date.now() + 3_600_000),
      },
    }),
  )
  expect(sid).not.toBe(id)
  const cookieOf = (secret: string) => encode({ token: { sub, tid, sid: id }, secret, maxAge: 60 })
  const statusOf = async (value: string) => (await me({ cookie: `sentinel-session=${value}` })).status
  const read = async (value: string) =>
    (await nextAuthOptions().jwt?.decode?.({ token: value, secret: testSetting('NEXTAUTH_SECRET') })) ?? null
  for (const secret of [testSetting('NEXTAUTH_SECRET'), PREVIOUS.cookie]) {
    const value = await cookieOf(secret)
    expect(await statusOf(value)).toBe(200)
    expect(await read(value)).toMatchObject({ sid: id })
  }
  for (const secret of [UNKNOWN, PREVIOUS.jwt]) {
    const value = await cookieOf(secret)
    expect(await statusOf(value)).toBe(401)
    expect(await read(value)).toBeNull()
  }
})

test('a device that signed in before the change stays known', () => {
  const account = accountOf('analyst@bank.test')
  const issuedAt = String(Math.floor(Date.now() / 1000))
  const id = newId()
  const headerOf = (secret: string) => {
    const key = Buffer.from(hkdfSync('sha256', secret, '', 'sentinel known device', 32))
    const signature = createHmac('sha256', key).update(`${account}.${id}.${issuedAt}`).digest('base64url')
    return `sentinel-device-${account.slice(0, 12)}=${id}.${issuedAt}.${signature}`
  }
  expect(knownDevice(account, deviceCookie(account, id))).toBe(id)
  expect(knownDevice(account, headerOf(PREVIOUS.cookie))).toBe(id)
  expect(knownDevice(account, headerOf(UNKNOWN))).toBeNull()
})

test('the database accepts the seal of the key before until a migration runs without it', async () => {
  const scratch = await createScratchDatabase()
  const [former, current] = [randomBytes(32).toString('hex'), randomBytes(32).toString('hex')]
  const tenant = newId()
  const accepts = (key: string) =>
    scratch.use(async (client) => {
      const seal = `${tenant}.${createHmac('sha256', key).update(tenant).digest('hex')}`
      await client.query("select set_config('app.ctx', $1, false)", [seal])
      return client.query<{ app_tenant: string }>('select app_tenant()').then(
        ({ rows }) => rows[0]?.app_tenant === tenant,
        (error: { code?: string }) => (error.code === '42501' ? false : Promise.reject(error)),
      )
    })
  const { ownerUrl } = scratch
  try {
    await runMigrations({ ownerUrl, sealKey: former })
    expect([await accepts(former), await accepts(current)]).toEqual([true, false])
    await runMigrations({ ownerUrl, sealKey: current, previousSealKey: former })
    expect([await accepts(former), await accepts(current), await accepts(UNKNOWN)]).toEqual([
      true,
      true,
      false,
    ])
    await runMigrations({ ownerUrl, sealKey: current })
    expect([await accepts(former), await accepts(current)]).toEqual([false, true])
  } finally {
    await scratch.drop()
  }
})
