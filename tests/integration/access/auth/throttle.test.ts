import { settleBackground } from '@/lib/platform/background'
import { nextAuthOptions } from '@/lib/access/auth/next-auth-options'
import { delayAfter, MAX_DELAY_SECONDS, NETWORK_FAILURES } from '@/lib/access/auth/sign-in-throttle'
import { closeDatabase } from '@/lib/platform/db'
import { createTestUser, createTenant, TEST_PASSWORD } from '../../../support/tenant'
import { withClient } from '../../../support/postgres'
import { codeOf, login, newIp } from './support'

afterEach(() => jest.restoreAllMocks())
afterAll(async () => {
  await settleBackground()
  await closeDatabase()
})

const newUser = async () => createTestUser(await createTenant(), 'analyst')
const wrong = (email: string, ip?: string) => login({ email, password: 'wrong password' }, ip)
const retryAfter = (response: Response) => Number(response.headers.get('retry-after'))

async function failTimes(email: string, times: number): Promise<Response[]> {
  const responses: Response[] = []
  for (let i = 0; i < times; i++) responses.push(await wrong(email))
  return responses
}

/** Simulates a new process: drops connections and all memory; the database stays. */
async function restart(): Promise<void> {
  await settleBackground()
  await closeDatabase()
  for (const key of Object.getOwnPropertySymbols(globalThis)) {
    if (key.description?.startsWith('sentinel.')) delete (globalThis as Record<symbol, unknown>)[key]
  }
}

const skipSeconds = (seconds: number) => {
  const later = Date.now() + seconds * 1000
  jest.spyOn(Date, 'now').mockImplementation(() => later)
}

test('the wait begins after five failures and grows up to fifteen minutes', async () => {
  const { email } = await newUser()
  const responses = await failTimes(email, 20)
  expect(responses.map((result) => result.status)).toEqual([...Array(5).fill(401), ...Array(15).fill(429)])
  const waits = responses.slice(5).map(retryAfter)
  expect(waits).toEqual([...waits].sort((a, b) => a - b))
  expect(waits[0]).toBe(delayAfter(6))
  expect(waits.at(-1)).toBe(MAX_DELAY_SECONDS)
})

test('a correct password is rejected during the wait and accepted after it', async () => {
  const { email } = await newUser()
  await failTimes(email, 6)
  expect((await login({ email, password: TEST_PASSWORD })).status).toBe(429)
  skipSeconds(delayAfter(7) + 1)
  expect((await login({ email, password: TEST_PASSWORD })).status).toBe(200)
})

test('after the wait one failure starts the next wait', async () => {
  const { email } = await newUser()
  await failTimes(email, 6)
  skipSeconds(delayAfter(6) + 1)
  expect((await failTimes(email, 3)).map((result) => result.status)).toEqual([401, 429, 429])
})

test('a successful sign-in resets the count of failures', async () => {
  const { email } = await newUser()
  await failTimes(email, 4)
  expect((await login({ email, password: TEST_PASSWORD })).status).toBe(200)
  expect((await failTimes(email, 5)).map((result) => result.status)).toEqual(Array(5).fill(401))
})

test('parallel attempts count one by one', async () => {
  const { email } = await newUser()
  // A busy server rejects an attempt without a check of the password, so the attempt is repeated.
  const guess = async (): Promise<Response> => {
    const result = await wrong(email)
    return result.status === 503 ? guess() : result
  }
  const responses = await Promise.all(Array.from({ length: 16 }, guess))
  expect(responses.filter((result) => result.status === 401).length).toBeLessThanOrEqual(5)
  expect(responses.every((result) => result.status === 401 || result.status === 429)).toBe(true)
})

test('does not affect another account from another network', async () => {
  const [attacked, other] = [await newUser(), await newUser()]
  await failTimes(attacked.email, 8)
  expect((await login({ email: other.email, password: TEST_PASSWORD })).status).toBe(200)
})

test('the wait survives a restart', async () => {
  const { email } = await newUser()
  const before = retryAfter((await failTimes(email, 7)).at(-1) as Response)
  await restart()
  const result = await login({ email, password: TEST_PASSWORD })
  expect(result.status).toBe(429)
  expect(retryAfter(result)).toBeGreaterThan(before)
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
  const responses = await failTimes(`${(await createTenant()).slug}@nobody.example`, 7)
  expect(responses.map((result) => result.status)).toEqual([401, 401, 401, 401, 401, 429, 429])
  expect(await codeOf(responses[5] as Response)).toBe('too-many-requests')
})

test('the sign-in screen uses the same throttle and gets the seconds to wait', async () => {
  const { email } = await newUser()
  await failTimes(email, 6)
  const provider = nextAuthOptions().providers[0] as unknown as {
    options: { authorize(credentials: object, request: object): Promise<unknown> }
  }
  const attempt = provider.options.authorize({ email, password: TEST_PASSWORD }, { headers: {} })
  await expect(attempt).rejects.toThrow(`throttled:${delayAfter(7)}`)
})
