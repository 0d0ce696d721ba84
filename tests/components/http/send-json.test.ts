import { sendJson } from '@/components/http/send-json'

const answerWith = (status: number, body: unknown) =>
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response(JSON.stringify(body), { status }))

afterEach(() => jest.restoreAllMocks())

it('sends JSON with its content type, and nothing where there is no body', async () => {
  const fetched = answerWith(201, {})
  expect(await sendJson('POST', '/api/x', { a: 1 })).toEqual({ ok: true })
  expect(fetched).toHaveBeenCalledWith('/api/x', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{"a":1}',
  })
})

it('reads a problem into its code and its words', async () => {
  answerWith(409, {
    type: '/docs/problems/too-late',
    title: 'The time for this has passed',
    detail: 'Five minutes.',
  })
  expect(await sendJson('DELETE', '/api/x')).toEqual({
    ok: false,
    refusal: { code: 'too-late', message: 'Five minutes.' },
  })
})

it('names the rejected field where there is one', async () => {
  answerWith(400, {
    type: '/docs/problems/invalid-request',
    errors: [{ field: 'notes', reason: 'is too long' }],
  })
  const sent = await sendJson('POST', '/api/x', {})
  expect(sent).toEqual({ ok: false, refusal: { code: 'invalid-request', message: 'notes: is too long' } })
})

it('survives answers that are no problem document, and no answer at all', async () => {
  jest.spyOn(globalThis, 'fetch').mockResolvedValueOnce(new Response('<html>', { status: 502 }))
  expect(await sendJson('POST', '/api/x')).toMatchObject({ ok: false, refusal: { code: 'internal-error' } })
  jest.spyOn(globalThis, 'fetch').mockRejectedValueOnce(new TypeError('offline'))
  expect(await sendJson('POST', '/api/x')).toMatchObject({ ok: false, refusal: { code: 'unreachable' } })
})
