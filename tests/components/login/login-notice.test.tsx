/** @jest-environment jsdom */
import '@testing-library/jest-dom'
import { act, render, screen } from '@testing-library/react'
import { LoginNotice } from '@/app/(auth)/login/_components/login-notice'
import { failureOf } from '@/app/(auth)/login/sign-in'

beforeEach(() => jest.useFakeTimers())
afterEach(() => jest.useRealTimers())

function show(code: string) {
  const onOver = jest.fn()
  render(<LoginNotice failure={failureOf(code)} onOver={onOver} />)
  return onOver
}

it.each([
  ['CredentialsSignin', 'E-mail or password is wrong.'],
  ['throttled:83', 'Too many attempts. Retry in 83 s.'],
  ['overloaded:2', 'Many users are signing in right now. Retry in 2 s.'],
  ['suspended', 'Your institution is suspended. Contact the operator of this service.'],
  ['unavailable', 'Sign-in is not possible right now. Retry in a moment.'],
  ['anything else', 'Sign-in failed. Check the connection and retry.'],
])('the code %s has its own text', (code, text) => {
  show(code)
  expect(screen.getByRole('alert')).toHaveTextContent(text)
})

it('counts down an overload and states its end', () => {
  const onOver = show('overloaded:2')
  act(() => jest.advanceTimersByTime(1_000))
  expect(screen.getByRole('alert')).toHaveTextContent('in 1 s')
  expect(onOver).not.toHaveBeenCalled()
  act(() => jest.advanceTimersByTime(1_000))
  expect(onOver).toHaveBeenCalled()
})
