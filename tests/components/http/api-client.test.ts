import { callApi } from '@/components/http/api-client'

const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'
const claim = () => callApi('POST /api/claims/{transaction_id}', { params: { transaction_id: ID } })

const respondWith = (status: number, body: unknown) =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(JSON.stringify(body), { status }))

const KEY = expect.stringMatching(/^[0-9a-f]{32}$/) as string
const keyIn = (fetched: jest.SpyInstance, call: number) =>
  (fetched.mock.calls[call] as [string, { headers: Record<string, string> }])[1].headers['idempotency-key']

afterEach(() => jest.restoreAllMocks())

it('sends JSON with its content type and returns the body of the response', async () => {
  const fetched = respondWith(200, { unread: { count: 0, capped: false } })
  const sent = await callApi('POST /api/notifications/read', { body: { all: true } })
  expect(sent).toEqual({ ok: true, body: { unread: { count: 0, capped: false } } })
  expect(fetched).toHaveBeenCalledWith('/api/notifications/read', {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': KEY },
    body: '{"all":true}',
  })
})

it('sends no body and no content type where the operation takes none', async () => {
  const fetched = respondWith(200, {})
  await claim()
  expect(fetched).toHaveBeenCalledWith(`/api/claims/${ID}`, {
    method: 'POST',
    headers: { 'idempotency-key': KEY },
  })
})

it('sends a file as CSV', async () => {
  const fetched = respondWith(200, {})
  const body = new Blob(['id,list\n'])
  await callApi('POST /api/watchlists/import', { query: { dry_run: 'true' }, body })
  expect(fetched).toHaveBeenCalledWith('/api/watchlists/import?dry_run=true', {
    method: 'POST',
    headers: { 'content-type': 'text/csv', 'idempotency-key': KEY },
    body,
  })
})

it('sends a form as it is: the browser names its boundary', async () => {
  const fetched = respondWith(200, {})
  const body = new FormData()
  body.set('file', new File(['a,b'], 'payments.csv'))
  await callApi('POST /api/upload/check', { body })
  expect(fetched).toHaveBeenCalledWith('/api/upload/check', {
    method: 'POST',
    headers: { 'idempotency-key': KEY },
    body,
  })
})

it('returns null where the response has no body', async () => {
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(null, { status: 204 }))
  expect(await callApi('POST /api/claims/next', { body: {} })).toEqual({ ok: true, body: null })
})

it('reads the code and the text of a problem', async () => {
  respondWith(409, {
    type: '/docs/problems/too-late',
    title: 'The time for this has passed',
    detail: 'Five minutes.',
  })
  expect(await claim()).toEqual({ ok: false, problem: { code: 'too-late', message: 'Five minutes.' } })
})

it('names the rejected field where there is one', async () => {
  respondWith(400, {
    type: '/docs/problems/invalid-request',
    errors: [{ field: 'notes', reason: 'is too long' }],
  })
  const errors = [{ field: 'notes', reason: 'is too long' }]
  const problem = { code: 'invalid-request', message: 'notes: is too long', errors }
  expect(await claim()).toEqual({ ok: false, problem })
})

it('redirects to sign-in and back when the session has ended', async () => {
  const assign = jest.fn()
  const location = { pathname: '/queue', search: '?sort=time', assign }
  Object.assign(globalThis, { window: { location } })
  respondWith(401, { type: '/docs/problems/invalid-token', title: 'Sign in' })
  expect(await claim()).toMatchObject({ ok: false, problem: { code: 'invalid-token' } })
  expect(assign).toHaveBeenCalledWith('/login?callbackUrl=%2Fqueue%3Fsort%3Dtime')
  Reflect.deleteProperty(globalThis, 'window')
})

it('handles responses that are no problem document, and a failed connection', async () => {
  const fetched = jest.spyOn(globalThis, 'fetch')
  fetched.mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  expect(await callApi('GET /api/status')).toMatchObject({ ok: false, problem: { code: 'internal-error' } })
  fetched.mockRejectedValue(new TypeError('offline'))
  expect(await callApi('GET /api/status')).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
  expect(fetched).toHaveBeenCalledTimes(2)
})

it('sends the version that was read, and returns the claims of other users', async () => {
  const held = { transaction_id: ID, user_id: ID, user_name: 'Maya Chen', claimed_at: '', expires_at: '' }
  const claims = [held]
  const fetched = respondWith(409, {
    type: '/docs/problems/claimed',
    detail: 'Maya Chen works on this.',
    claims,
  })
  const decided = await callApi('POST /api/transactions/{id}/feedback', {
    params: { id: ID },
    body: { decision: 'escalated' },
    ifMatch: 3,
  })
  expect(fetched.mock.calls[0]?.[1]?.headers).toMatchObject({ 'if-match': '"3"' })
  expect(decided).toMatchObject({ ok: false, problem: { code: 'claimed', claims } })
})

describe('the Idempotency-Key of a click', () => {
  beforeEach(() => jest.useFakeTimers())
  afterEach(() => jest.useRealTimers())

  const settle = async <T>(sending: Promise<T>): Promise<T> => {
    await jest.runAllTimersAsync()
    return await sending
  }

  it('is the same when the connection is lost: in the automatic retries and in the retry of the user', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch').mockRejectedValue(new TypeError('offline'))
    expect(await settle(claim())).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
    fetched.mockResolvedValueOnce(new Response('{}', { status: 503 }))
    await settle(claim())
    fetched.mockResolvedValueOnce(new Response('{}', { status: 200 }))
    expect(await settle(claim())).toMatchObject({ ok: true })
    const keys = fetched.mock.calls.map((_, i) => keyIn(fetched, i))
    expect(keys).toHaveLength(5)
    expect(new Set(keys).size).toBe(1)
  })

  it('is the same for two clicks before the response, and another one after it', async () => {
    const fetched = jest
      .spyOn(globalThis, 'fetch')
      .mockImplementation(() => Promise.resolve(new Response('{}', { status: 200 })))
    await settle(Promise.all([claim(), claim()]))
    await settle(claim())
    expect(keyIn(fetched, 1)).toBe(keyIn(fetched, 0))
    expect(keyIn(fetched, 2)).not.toBe(keyIn(fetched, 0))
  })

  it('is another one after a rejection, but not while the first request still runs', async () => {
    const fetched = jest.spyOn(globalThis, 'fetch')
    const respond = (type: string) =>
      fetched.mockResolvedValueOnce(new Response(JSON.stringify({ type }), { status: 409 }))
    for (const type of [
      '/docs/problems/request-in-progress',
      '/docs/problems/conflict',
      '/docs/problems/conflict',
    ]) {
      respond(type)
      await settle(claim())
    }
    expect(keyIn(fetched, 1)).toBe(keyIn(fetched, 0))
    expect(keyIn(fetched, 2)).not.toBe(keyIn(fetched, 1))
  })
})
