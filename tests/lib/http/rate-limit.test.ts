import { z } from 'zod'
import { apiRoute } from '@/lib/http/api-route'
import { defineOperation } from '@/lib/contract/operation'
import { spendRateLimit } from '@/lib/http/rate-limit'
import type { Context } from '@/lib/contract/context'
import { log } from '@/lib/platform/log'
import { scoreBatchOperation } from '@/lib/scoring/path/api'

jest.mock('@/lib/access/auth', () => ({
  authenticate: (request: Request, requestId: string) =>
    Promise.resolve(contextOf(request.headers.get('x-tenant') ?? '', requestId)),
}))
jest.mock('@/lib/platform/env', () => ({
  ...jest.requireActual<object>('@/lib/platform/env'),
  options: () => ({ LOG_LEVEL: 'silent', SENTINEL_RATE_LIMIT: 1 }),
}))

/** One request per second is ten in the window of ten seconds. */
const PER_WINDOW = 10
const WINDOW_MS = 10_000

const contextOf = (tenantId: string, requestId = 'request-1'): Context => ({
  tenant: {
    id: tenantId,
    slug: 't',
    name: 'T',
    stepEpochMs: 0,
    earliestEventMs: 0,
    country: null,
    currency: 'USD',
    timeZone: 'UTC',
  },
  actor: { kind: 'api-key', id: 'key-1', scopes: ['read', 'score:write'], name: 'K' },
  requestId,
})

const scoreBatch = jest.fn(() => Promise.resolve({ body: '{}', replayed: false }))
jest.mock('@/lib/scoring/path/score-transaction', () => ({ scoreBatch: () => scoreBatch() }))
const batch = apiRoute(scoreBatchOperation)

const handler = jest.fn(() => ({ status: 'ok' as const }))
const operation = {
  id: 'probe',
  method: 'GET',
  path: '/api/probe',
  summary: 'Probe',
  tag: 'Test',
  response: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  errors: [],
  handler,
} as const
const guarded = apiRoute(defineOperation({ ...operation, auth: 'user-or-key' }))
const open = apiRoute(defineOperation({ ...operation, auth: 'public' }))

const call = (tenant: string, route = guarded) =>
  route(new Request('http://host/api/probe', { headers: { 'x-tenant': tenant } }))

const send = (tenant: string, rows: number) =>
  batch(
    new Request('http://host/api/score/batch', {
      method: 'POST',
      headers: { 'x-tenant': tenant, 'content-type': 'application/json' },
      body: JSON.stringify({ transactions: Array.from({ length: rows }, () => ({})) }),
    }),
  )

async function useUp(tenant: string): Promise<void> {
  for (let sent = 0; sent < PER_WINDOW; sent += 1) expect((await call(tenant)).status).toBe(200)
}

beforeAll(() => {
  log.level = 'silent'
})
beforeEach(() => {
  handler.mockClear()
  scoreBatch.mockClear()
  jest.useFakeTimers()
})
afterEach(() => jest.useRealTimers())

test('a tenant over its limit gets 429 with the time to wait, before the operation runs', async () => {
  await useUp('busy')
  jest.advanceTimersByTime(3_500)
  const rejected = await call('busy')
  expect(rejected.status).toBe(429)
  expect(rejected.headers.get('retry-after')).toBe('7')
  expect(await rejected.json()).toMatchObject({
    type: '/docs/problems/too-many-requests',
    detail: 'Your institution may send 10 requests in 10 s; each row of a batch counts as one.',
  })
  expect(handler).toHaveBeenCalledTimes(PER_WINDOW)
})

test('does not affect another tenant or a call without credentials', async () => {
  await useUp('loud')
  expect((await call('loud')).status).toBe(429)
  expect((await call('quiet')).status).toBe(200)
  expect((await call('loud', open)).status).toBe(200)
})

test('the limit starts again with the next window', async () => {
  await useUp('patient')
  jest.advanceTimersByTime(WINDOW_MS - 1)
  expect((await call('patient')).status).toBe(429)
  jest.advanceTimersByTime(1)
  await useUp('patient')
})

test('a batch counts one per row', async () => {
  expect((await send('batch', PER_WINDOW)).status).toBe(200)
  expect((await call('batch')).status).toBe(429)
  expect(scoreBatch).toHaveBeenCalledTimes(1)
})

test('a batch that no window can hold is 413 and names the limit', async () => {
  const rejected = await send('too-many', PER_WINDOW + 1)
  expect(rejected.status).toBe(413)
  expect(rejected.headers.get('retry-after')).toBeNull()
  expect(await rejected.json()).toMatchObject({
    type: '/docs/problems/too-large',
    detail: 'A batch may have at most 10 rows: your institution may send 10 requests in 10 s.',
  })
  expect(scoreBatch).not.toHaveBeenCalled()
})

test('the rows of a rejected batch and rejected requests are not counted', async () => {
  expect((await call('careful')).status).toBe(200)
  expect((await send('careful', PER_WINDOW)).status).toBe(429)
  // The request of the batch was read, so it counts; its rows do not.
  for (let sent = 2; sent < PER_WINDOW; sent += 1) expect((await call('careful')).status).toBe(200)
  expect((await call('careful')).status).toBe(429)
  jest.advanceTimersByTime(WINDOW_MS)
  await useUp('careful')
})

test('exactly the limit is allowed, not one more', async () => {
  await spendRateLimit(contextOf('exact'), PER_WINDOW)
  await expect(spendRateLimit(contextOf('over'), PER_WINDOW + 1)).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfterSeconds: 10,
  })
})
