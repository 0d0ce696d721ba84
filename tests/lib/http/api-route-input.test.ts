import { call, type Call, handler, ID, signInAsAnalyst } from './echo-operation'

jest.mock('@/lib/access/auth', () => jest.requireActual<object>('./sign-in-mock'))
signInAsAnalyst()

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
