import { z } from 'zod'
import { apiRoute, apiRoutes } from '@/lib/http/api-route'
import { defineOperation } from '@/lib/contract/operation'
import { RawResponse } from '@/lib/contract/raw-response'
import type { Context } from '@/lib/contract/context'
import { AppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'

const authenticate = jest.fn<Promise<Context>, [Request, string]>()
const noteDenied = jest.fn()
jest.mock('@/lib/access/auth', () => ({
  authenticate: (...args: [Request, string]) => authenticate(...args),
  noteDenied: (...args: unknown[]) => noteDenied(...args),
}))

const TENANT = {
  id: 'tenant-1',
  slug: 't',
  name: 'T',
  stepEpochMs: 0,
  earliestEventMs: 0,
  currency: 'USD',
  timeZone: 'UTC',
}
const analyst = (requestId: string): Context => ({
  tenant: TENANT,
  actor: { kind: 'user', id: 'user-1', sessionId: 's', role: 'analyst', name: 'A', email: 'a@x.test' },
  requestId,
})
const handler = jest.fn()

const echo = defineOperation({
  id: 'echo',
  method: 'POST',
  path: '/api/echo/{id}',
  summary: 'Echo',
  tag: 'Test',
  auth: 'user-or-key',
  permission: 'score:create',
  idempotent: true,
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(5).optional() }),
  body: z.strictObject({
    amount: z.number().nonnegative(),
    rows: z.array(z.strictObject({ a: z.string() })).optional(),
  }),
  bodyLimitBytes: 100,
  response: { status: 201, schema: z.object({ amount: z.number() }) },
  errors: [],
  handler(input) {
    handler(input)
    return { amount: input.body.amount, passwordHash: 'never leaves' }
  },
})
const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'

interface Call {
  body?: BodyInit
  headers?: Record<string, string>
  search?: string
  id?: string
}

async function call({ body = '{"amount":1}', headers = {}, search = '', id = ID }: Call = {}) {
  const request = new Request(`http://host/api/echo/${id}${search}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const response = await apiRoute(echo)(request, { params: Promise.resolve({ id }) })
  return { response, json: (await response.json()) as Record<string, unknown> }
}

beforeAll(() => {
  log.level = 'silent'
})
beforeEach(() => {
  handler.mockReset()
  noteDenied.mockReset()
  authenticate.mockReset().mockImplementation((_, requestId) => Promise.resolve(analyst(requestId)))
})
afterEach(() => jest.restoreAllMocks())

test('a valid call returns the fields of its schema only, with request id, timing and no caching', async () => {
  const { response, json } = await call({
    headers: { 'x-request-id': 'caller-0001', 'idempotency-key': 'k1' },
  })
  expect(response.status).toBe(201)
  expect(json).toEqual({ amount: 1 })
  expect(response.headers.get('x-request-id')).toBe('caller-0001')
  expect(response.headers.get('cache-control')).toBe('no-store')
  expect(response.headers.get('server-timing')).toMatch(/^total;dur=[\d.]+$/)
  const input = handler.mock.calls[0]?.[0] as Record<string, unknown>
  expect(input).toMatchObject({ idempotencyKey: 'k1', params: { id: ID }, requestId: 'caller-0001' })
  expect(Buffer.from(input.rawBody as Uint8Array).toString()).toBe('{"amount":1}')
})

test('a request id that could forge a log line is replaced', async () => {
  for (const bad of ['short', 'a'.repeat(65), 'has space in it', '"},{"level":"fatal']) {
    const { response } = await call({ headers: { 'x-request-id': bad } })
    expect(response.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/)
  }
})

const big = (bytes: number) => `{"amount":1${' '.repeat(bytes - 12)}}`
const stream = (text: string) => new Blob([text]).stream()

test.each<[string, Call, number, string, string | null]>([
  ['a wrong type', { body: '{"amount":"1"}' }, 400, 'invalid-request', 'amount'],
  ['a missing field', { body: '{}' }, 400, 'invalid-request', 'amount'],
  [
    'a nested field',
    { body: '{"amount":1,"rows":[{"a":"x"},{"a":1}]}' },
    400,
    'invalid-request',
    'rows[1].a',
  ],
  ['an unknown field', { body: '{"amount":1,"tenant_id":"b"}' }, 400, 'unknown-field', 'tenant_id'],
  [
    'an unknown nested field',
    { body: '{"amount":1,"rows":[{"a":"","b":1}]}' },
    400,
    'unknown-field',
    'rows[0].b',
  ],
  ['an unknown parameter', { search: '?tenant=b' }, 400, 'unknown-field', 'tenant'],
  ['a parameter given twice', { search: '?limit=1&limit=2' }, 400, 'invalid-request', 'limit'],
  ['an operator in a parameter', { search: '?limit[not]=1' }, 400, 'unknown-field', 'limit[not]'],
  ['a reserved parameter', { search: '?__proto__=1' }, 400, 'unknown-field', '__proto__'],
  ['a NUL in a parameter', { search: '?limit=%00' }, 400, 'invalid-text', null],
  ['a malformed id', { id: 'x' }, 400, 'invalid-request', 'id'],
  ['a duplicate key', { body: '{"amount":1,"amount":2}' }, 400, 'duplicate-key', 'amount'],
  ['text that is not JSON', { body: '{' }, 400, 'malformed-json', null],
  ['no body', { body: '' }, 400, 'malformed-json', null],
  ['a plain-text body', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type', null],
  [
    'a form body',
    { headers: { 'content-type': 'multipart/form-data' } },
    415,
    'unsupported-media-type',
    null,
  ],
  [
    'another charset',
    { headers: { 'content-type': 'application/json; charset=latin1' } },
    415,
    'unsupported-media-type',
    null,
  ],
  ['a compressed body', { headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported-media-type', null],
  [
    'a body that declares too much',
    { body: big(101), headers: { 'content-length': '101' } },
    413,
    'too-large',
    null,
  ],
  ['a stream that brings too much', { body: stream(big(101)) }, 413, 'too-large', null],
  [
    'an idempotency key with a space',
    { headers: { 'idempotency-key': 'a, b' } },
    400,
    'invalid-request',
    'Idempotency-Key',
  ],
  [
    'an empty idempotency key',
    { headers: { 'idempotency-key': '' } },
    400,
    'invalid-request',
    'Idempotency-Key',
  ],
  [
    'a long idempotency key',
    { headers: { 'idempotency-key': 'k'.repeat(256) } },
    400,
    'invalid-request',
    'Idempotency-Key',
  ],
])('%s never reaches the handler', async (_, request, status, code, field) => {
  const { response, json } = await call(request)
  expect(response.status).toBe(status)
  expect(response.headers.get('content-type')).toBe('application/problem+json')
  expect(json).toMatchObject({ type: `/docs/problems/${code}`, status, title: expect.any(String) as string })
  expect(json.instance).toBe(response.headers.get('x-request-id'))
  expect(typeof json.detail).toBe('string')
  if (field) expect(json.errors).toContainEqual({ field, reason: expect.any(String) as string })
  expect(handler).not.toHaveBeenCalled()
})

test('a body of exactly the limit is read, whether its length is declared or not', async () => {
  expect((await call({ body: big(100), headers: { 'content-length': '100' } })).response.status).toBe(201)
  expect((await call({ body: stream(big(100)) })).response.status).toBe(201)
  expect(
    (await call({ headers: { 'content-type': 'application/json; charset=UTF-8' } })).response.status,
  ).toBe(201)
})

test('checks the permission before it reads the body', async () => {
  authenticate.mockRejectedValueOnce(new AppError('invalid-token'))
  const stranger = await call({ body: 'not json' })
  expect(stranger.response.status).toBe(401)
  expect(stranger.response.headers.get('www-authenticate')).toBe('Bearer')

  authenticate.mockImplementationOnce((_, requestId) =>
    Promise.resolve({
      ...analyst(requestId),
      actor: { kind: 'api-key', id: 'k', scopes: ['read'], name: 'K' },
    }),
  )
  const key = await call({ body: 'not json' })
  expect(key.response.status).toBe(403)
  expect(key.json.detail).toContain('score:create')
  expect(noteDenied.mock.calls).toEqual([
    [expect.objectContaining({ actor: expect.objectContaining({ id: 'k' }) }), echo.id, key.json.detail],
  ])
})

test('an operation for users rejects a key with any scope', async () => {
  const personal = apiRoute({ ...echo, auth: 'user', permission: undefined, handler: () => ({ amount: 1 }) })
  authenticate.mockImplementationOnce((_, requestId) =>
    Promise.resolve({
      ...analyst(requestId),
      actor: { kind: 'api-key', id: 'k', scopes: ['score:write'], name: 'K' },
    }),
  )
  expect((await personal(new Request('http://host/api/echo', { method: 'POST' }))).status).toBe(403)
})

const failing = (thrown: unknown) =>
  apiRoute({ ...echo, body: undefined, params: undefined, handler: () => Promise.reject(thrown as Error) })
const post = () => new Request('http://host/api/echo', { method: 'POST' })

test('an unknown error returns a fixed text and logs its cause', async () => {
  const error = jest.spyOn(log, 'error').mockImplementation()
  const cause = new Error('relation "transactions" at /srv/app.js')
  const response = await failing(cause)(post())
  expect(response.status).toBe(500)
  expect(await response.text()).not.toMatch(/relation|srv|Error/)
  expect(error).toHaveBeenCalledWith(
    expect.objectContaining({ err: cause, problem: 'internal-error' }),
    'request',
  )
})

test('an unavailable database returns 503 with the time to wait, and logs a warning', async () => {
  const error = jest.spyOn(log, 'error').mockImplementation()
  const warn = jest.spyOn(log, 'warn').mockImplementation()
  const response = await failing(new Error('Connection terminated unexpectedly'))(post())
  expect(response.status).toBe(503)
  expect(response.headers.get('retry-after')).toBe('1')
  expect(error).not.toHaveBeenCalled()
  expect(warn.mock.calls[0]?.[0]).toMatchObject({
    problem: 'database-unavailable',
    reason: 'Connection terminated unexpectedly',
  })
  expect(warn.mock.calls[0]?.[0]).not.toHaveProperty('err')
})

test.each(['overloaded', 'no-production-model'] as const)(
  '%s logs a warning without a stack',
  async (code) => {
    const error = jest.spyOn(log, 'error').mockImplementation()
    const warn = jest.spyOn(log, 'warn').mockImplementation()
    expect((await failing(new AppError(code))(post())).status).toBe(503)
    expect(error).not.toHaveBeenCalled()
    expect(JSON.stringify(warn.mock.calls)).not.toContain('stack')
    expect(warn.mock.calls[0]?.[0]).toMatchObject({ problem: code, status: 503 })
  },
)

test('a response that violates its schema returns an error, not the data', async () => {
  jest.spyOn(log, 'error').mockImplementation()
  const wrong = apiRoute({
    ...echo,
    body: undefined,
    params: undefined,
    handler: () => ({ amount: 'x' as unknown as number }),
  })
  const response = await wrong(post())
  expect(response.status).toBe(500)
  expect(await response.text()).not.toContain('expected number')
})

test('a raw response is sent unchanged with its own status and headers', async () => {
  const bytes = '{ "b":1,  "a": 2.50 }'
  const replay = apiRoute({
    ...echo,
    body: undefined,
    params: undefined,
    handler({ timings }) {
      timings.write = 1.5
      return new RawResponse(200, bytes, { 'idempotent-replayed': 'true' })
    },
  })
  const response = await replay(post())
  expect(response.status).toBe(200)
  expect(await response.text()).toBe(bytes)
  expect(response.headers.get('idempotent-replayed')).toBe('true')
  expect(response.headers.get('content-type')).toBe('application/json')
  expect(response.headers.get('server-timing')).toMatch(/^write;dur=1.5, total;dur=/)
})

test('a used-up rate limit returns 429 with the time to wait', async () => {
  const limited = apiRoute({
    ...echo,
    limit() {
      throw new AppError('too-many-requests', { retryAfterSeconds: 6.2 })
    },
  })
  const response = await limited(post())
  expect(response.status).toBe(429)
  expect(response.headers.get('retry-after')).toBe('7')
})

test('the log line contains ids only', async () => {
  const info = jest.spyOn(log, 'info').mockImplementation()
  await call({
    body: '{"amount":1,"secret-account":"C123"}',
    headers: { authorization: 'Bearer t0ken', 'x-request-id': 'caller-0002' },
  })
  expect(info).toHaveBeenCalledTimes(1)
  expect(info.mock.calls[0]?.[0]).toEqual({
    requestId: 'caller-0002',
    method: 'POST',
    route: '/api/echo/{id}',
    status: 400,
    ms: expect.any(Number) as number,
    tenantId: 'tenant-1',
    actorId: 'user-1',
    problem: 'unknown-field',
  })
})

test('a method without an operation returns a problem that lists the allowed ones', async () => {
  const { GET, POST } = apiRoutes(echo)
  const response = await GET(new Request('http://host/api/echo'))
  expect(response.status).toBe(405)
  expect(response.headers.get('allow')).toBe('POST')
  expect(await response.json()).toMatchObject({ type: '/docs/problems/method-not-allowed' })
  expect(POST).not.toBe(GET)
})
