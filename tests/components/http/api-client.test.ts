import { callApi } from '@/components/http/api-client'

const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'
const claim = () => callApi('POST /api/claims/{transaction_id}', { params: { transaction_id: ID } })

const respondWith = (status: number, body: unknown) =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(JSON.stringify(body), { status }))

afterEach(() => jest.restoreAllMocks())

it('sends JSON with its content type and returns the body of the response', async () => {
  const fetched = respondWith(200, { unread: { count: 0, capped: false } })
  const sent = await callApi('POST /api/notifications/read', { body: { all: true } })
  expect(sent).toEqual({ ok: true, body: { unread: { count: 0, capped: false } } })
  expect(fetched).toHaveBeenCalledWith('/api/notifications/read', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"all":true}',
  })
})

it('sends no body and no content type where the operation takes none', async () => {
  const fetched = respondWith(200, {})
  await claim()
  expect(fetched).toHaveBeenCalledWith(`/api/claims/${ID}`, { method: 'POST', headers: {} })
})

it('sends a file as CSV', async () => {
  const fetched = respondWith(200, {})
  const body = new Blob(['id,list\n'])
  await callApi('POST /api/watchlists/import', { query: { dry_run: 'true' }, body })
  expect(fetched).toHaveBeenCalledWith('/api/watchlists/import?dry_run=true', {
    method: 'POST',
    headers: { 'content-type': 'text/csv' },
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
  const problem = { code: 'invalid-request', message: 'notes: is too long' }
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
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  expect(await claim()).toMatchObject({ ok: false, problem: { code: 'internal-error' } })
  jest.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('offline'))
  expect(await claim()).toMatchObject({ ok: false, problem: { code: 'unreachable' } })
})
