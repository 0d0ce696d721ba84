import { stampPeerAddress } from '@/lib/access/auth'
import { settleBackground } from '@/lib/platform/background'
import { nextAuthOptions } from '@/lib/access/auth/next-auth-options'
import { accountOf, deviceCookie, KNOWN_DEVICE_DAYS, knownDevice } from '@/lib/access/auth/known-device'
import {
  ACCOUNT_FAILURES,
  ACCOUNT_WINDOW_SECONDS,
  delayAfter,
  FREE_FAILURES,
  MAX_DELAY_SECONDS,
  NETWORK_FAILURES,
} from '@/lib/access/auth/sign-in-throttle'
import { closeDatabase } from '@/lib/platform/db'
import { createTestUser, createTenant, TEST_PASSWORD } from '../../../support/tenant'
import { withClient } from '../../../support/postgres'
import { codeOf, login, newIp } from './support'

/** The clock stands: on a slow machine a wait would end while the test tries again. */
beforeEach(() => void jest.spyOn(Date, 'now').mockReturnValue(Date.now()))
afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const newUser = async () => createTestUser(await createTenant(), 'analyst')
const wrong = (email: string, ip?: string) => login({ email, password: 'wrong password' }, ip)
const retryAfter = (response: Response) => Number(response.headers.get('retry-after'))

async function failTimes(email: string, times: number, ip: string): Promise<Response[]> {
  const responses: Response[] = []
  for (let i = 0; i < times; i++) responses.push(await wrong(email, ip))
  return responses
}

/** Simulates a new process: drops connections and all memory; the database stays. */
async function restart(): Promise<void> {
  await settleBackground()
  await closeDatabase()
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.startsWith('sentinel.')) delete (globalThis as Record<symbol, unknown>)[key]
  }
  stampPeerAddress()
}

const skipSeconds = (seconds: number) => {
  const later = Date.now() + seconds * 1000
  jest.spyOn(Date, 'now').mockImplementation(() => later)
}

const right = (email: string, ip?: string) => login({ email, password: TEST_PASSWORD }, ip)
const statusesOf = (responses: Response[]) => responses.map(({ status }) => status)

test('the wait begins after five failures from a network and grows up to fifteen minutes', async () => {
  const { email } = await newUser()
  const ip = newIp()
  expect(statusesOf(await failTimes(email, 7, ip))).toEqual([...Array(5).fill(401), 429, 429])
  let now = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  const waits: number[] = []
  for (let failure = FREE_FAILURES; failure < 16; failure++) {
    const waiting = await wrong(email, ip)
    expect(waiting.status).toBe(429)
    waits.push(retryAfter(waiting))
    now += delayAfter(failure) * 1000
    expect((await wrong(email, ip)).status).toBe(401)
  }
  expect(waits).toEqual([...waits].sort((one, other) => one - other))
  expect(waits.at(-1)).toBe(MAX_DELAY_SECONDS)
})

test('attempts during the wait, right or wrong, do not prolong it', async () => {
  const { email } = await newUser()
  const ip = newIp()
  await failTimes(email, 5, ip)
  const now = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  for (const attempt of [right, wrong, right, wrong, right]) {
    const rejected = await attempt(email, ip)
    expect(rejected.status).toBe(429)
    expect(retryAfter(rejected)).toBeLessThanOrEqual(delayAfter(5))
  }
  skipSeconds(delayAfter(5))
  expect((await right(email, ip)).status).toBe(200)
})

test('a successful sign-in resets the count of failures', async () => {
  const { email } = await newUser()
  const ip = newIp()
  await failTimes(email, 4, ip)
  expect((await right(email, ip)).status).toBe(200)
  expect(statusesOf(await failTimes(email, 5, ip))).toEqual(Array(5).fill(401))
})

test('the owner signs in at once while another network fails without pause', async () => {
  const { email } = await newUser()
  const attacker = newIp()
  expect((await failTimes(email, 12, attacker)).at(-1)?.status).toBe(429)
  expect((await right(email)).status).toBe(200)
  // The success of the owner does not shorten the wait of the attacker.
  expect((await wrong(email, attacker)).status).toBe(429)
})

/** Failures of the account from many networks. */
const countForAccount = (email: string, failures: number) =>
  withClient('superuser', (db) =>
    db.query(
      `insert into rate_limits (key, points, expire) values ($1, $2, $3)
       on conflict (key) do update set points = excluded.points, expire = excluded.expire`,
      [`sign-in-account:${accountOf(email)}`, failures, Date.now() + ACCOUNT_WINDOW_SECONDS * 1000],
    ),
  )

test('guesses from many networks are bounded per account, for unknown e-mail addresses too', async () => {
  const emails = [(await newUser()).email, `${(await createTenant()).slug}@nobody.example`]
  for (const email of emails) {
    await countForAccount(email, ACCOUNT_FAILURES - 2)
    const responses = [await wrong(email), await wrong(email), await wrong(email), await wrong(email)]
    expect(statusesOf(responses)).toEqual([401, 401, 429, 429])
    expect(retryAfter(responses[3] as Response)).toBeLessThanOrEqual(ACCOUNT_WINDOW_SECONDS)
  }
})

test('a known device and a known network sign in while the account is attacked from many networks', async () => {
  const { email } = await newUser()
  const [home, elsewhere] = [newIp(), newIp()]
  const first = await right(email, home)
  const [cookie = ''] = first.headers.get('set-cookie')?.split(';') ?? []
  expect(first.headers.get('set-cookie')).toMatch(
    /^sentinel-device-[\w-]{12}=.*; Path=\/api\/auth; .*HttpOnly; SameSite=Lax/,
  )
  await countForAccount(email, ACCOUNT_FAILURES)
  expect((await right(email, elsewhere)).status).toBe(429)
  expect((await login({ email, password: TEST_PASSWORD }, elsewhere, cookie)).status).toBe(200)
  expect((await right(email, home)).status).toBe(200)
})

test('a device cookie counts for its account only, and not when it is forged or old', async () => {
  const [owner, other] = [await newUser(), await newUser()]
  const account = accountOf(owner.email)
  const [cookie = ''] = deviceCookie(account, null).split(';')
  expect(knownDevice(account, `a=b; ${cookie}; c=d`)).toMatch(/^[0-9a-f-]{36}$/)
  expect(knownDevice(accountOf(other.email), cookie)).toBeNull()
  const renamed = cookie.replace(account.slice(0, 12), accountOf(other.email).slice(0, 12))
  expect(knownDevice(accountOf(other.email), renamed)).toBeNull()
  const flipped = cookie.slice(0, -2) + (cookie.endsWith('AA') ? 'BB' : 'AA')
  expect(knownDevice(account, flipped)).toBeNull()
  for (const bad of ['', 'sentinel-device-', cookie.split('.')[0] ?? '', null]) {
    expect(knownDevice(account, bad)).toBeNull()
  }
  skipSeconds(KNOWN_DEVICE_DAYS * 86_400)
  expect(knownDevice(account, cookie)).toBeNull()
})

test('a stolen device cookie has a wait of its own', async () => {
  const { email } = await newUser()
  const [cookie = ''] = (await right(email)).headers.get('set-cookie')?.split(';') ?? []
  const statuses: number[] = []
  for (let i = 0; i < 7; i++) {
    statuses.push((await login({ email, password: 'wrong password' }, newIp(), cookie)).status)
  }
  expect(statuses).toEqual([401, 401, 401, 401, 401, 429, 429])
})

test('parallel attempts count one by one', async () => {
  const { email } = await newUser()
  // A busy server rejects an attempt without a check of the password, so the attempt is repeated.
  const ip = newIp()
  const guess = async (): Promise<Response> => {
    const result = await wrong(email, ip)
    return result.status === 503 ? guess() : result
  }
  const responses = await Promise.all(Array.from({ length: 16 }, guess))
  expect(responses.filter((result) => result.status === 401).length).toBeLessThanOrEqual(5)
  expect(responses.every((result) => result.status === 401 || result.status === 429)).toBe(true)
})

test('does not affect another account from another network', async () => {
  const [attacked, other] = [await newUser(), await newUser()]
  await failTimes(attacked.email, 8, newIp())
  expect((await login({ email: other.email, password: TEST_PASSWORD })).status).toBe(200)
})

test('the wait survives a restart', async () => {
  const { email } = await newUser()
  const ip = newIp()
  await failTimes(email, 5, ip)
  let now = Date.now()
  jest.spyOn(Date, 'now').mockImplementation(() => now)
  for (let failure = FREE_FAILURES; failure < 10; failure++) {
    now += delayAfter(failure) * 1000
    expect((await wrong(email, ip)).status).toBe(401)
  }
  await restart()
  expect((await right(email, ip)).status).toBe(429)
})

test('a network with too many failures is rejected for every account and adds no failure to an account', async () => {
  const { email } = await newUser()
  const ip = newIp()
  await withClient('superuser', (db) =>
    db.query('insert into rate_limits (key, points, expire) values ($1, $2, $3)', [
      `sign-in-network:${ip}`,
      NETWORK_FAILURES,
      Date.now() + 60_000,
    ]),
  )
  for (let i = 0; i < 6; i++) expect((await wrong(email, ip)).status).toBe(429)
  expect((await login({ email, password: TEST_PASSWORD }, ip)).status).toBe(429)
  expect((await login({ email, password: TEST_PASSWORD })).status).toBe(200)
})

test('an unknown e-mail address waits like a known one', async () => {
  const responses = await failTimes(`${(await createTenant()).slug}@nobody.example`, 7, newIp())
  expect(responses.map((result) => result.status)).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect(await codeOf(responses[5] as Response)).toBe('too-many-requests')
})

test('the sign-in screen uses the same throttle and gets the seconds to wait', async () => {
  const { email } = await newUser()
  const ip = newIp()
  await failTimes(email, 5, ip)
  const provider = nextAuthOptions().providers[0] as unknown as {
    options: { authorize(credentials: object, request: object): Promise<unknown> }
  }
  const headers = { 'x-forwarded-for': ip }
  const attempt = provider.options.authorize({ email, password: TEST_PASSWORD }, { headers })
  await expect(attempt).rejects.toThrow(/^throttled:[1-5]$/)
})
