import { RawResponse } from '@/lib/contract/raw-response'
import { apiRoute, apiRoutes } from '@/lib/http/api-route'
import { AppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { call, echo, signInAsAnalyst } from './echo-operation'

jest.mock('@/lib/access/auth', () => jest.requireActual<object>('./sign-in-mock'))
signInAsAnalyst()

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
