import { apiRoute } from '@/lib/http/api-route'
import { AppError } from '@/lib/platform/errors'
import { analyst, call, echo, signInAsAnalyst } from './echo-operation'
import { authenticate, noteDenied } from './sign-in-mock'

jest.mock('@/lib/access/auth', () => jest.requireActual<object>('./sign-in-mock'))
signInAsAnalyst()

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
