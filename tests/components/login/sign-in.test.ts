import { signIn } from 'next-auth/react'
import { failureOf, signInWith } from '@/app/(auth)/login/sign-in'

jest.mock('next-auth/react', () => ({ signIn: jest.fn() }))
const response = jest.mocked(signIn)

it.each([
  ['CredentialsSignin', { kind: 'wrong' }],
  ['throttled:83', { kind: 'throttled', seconds: 83 }],
  ['throttled:', { kind: 'throttled', seconds: 1 }],
  ['overloaded:2', { kind: 'overloaded', seconds: 2 }],
  ['overloaded', { kind: 'overloaded', seconds: 1 }],
  ['suspended', { kind: 'suspended' }],
  ['unavailable', { kind: 'unavailable' }],
  ['SomethingElse', { kind: 'unreachable' }],
  [null, { kind: 'unreachable' }],
])('reads the code %s', (code, failure) => expect(failureOf(code)).toEqual(failure))

it('succeeds only when the response is OK and names no error', async () => {
  response.mockResolvedValueOnce({ ok: true, error: null, code: undefined, status: 200, url: '/' } as never)
  expect(await signInWith({ email: 'a@b.example', password: 'x' })).toBe('signed-in')
  response.mockResolvedValueOnce({ ok: true, error: 'CredentialsSignin', status: 200, url: null } as never)
  expect(await signInWith({ email: 'a@b.example', password: 'x' })).toEqual({ kind: 'wrong' })
})

it('returns an error when the server is unreachable', async () => {
  response.mockRejectedValueOnce(new TypeError('fetch failed'))
  expect(await signInWith({ email: 'a@b.example', password: 'x' })).toEqual({ kind: 'unreachable' })
})
