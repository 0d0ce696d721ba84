import { signIn } from 'next-auth/react'
import type { LoginFailure } from './_components/login-notice'

export interface Credentials {
  email: string
  password: string
  tenant?: string
}

/** Signs in and returns the result; never throws. Errors contain only the server's code. */
export async function signInWith(credentials: Credentials): Promise<'signed-in' | LoginFailure> {
  try {
    const response = await signIn('credentials', { ...credentials, redirect: false })
    if (response?.ok && !response.error) return 'signed-in'
    return failureOf(response?.error ?? null)
  } catch {
    return { kind: 'unreachable' }
  }
}

/** `throttled:83` and `overloaded:2` name the seconds to wait; the other codes stand alone. */
export function failureOf(error: string | null): LoginFailure {
  const [code, seconds] = (error ?? '').split(':')
  if (code === 'throttled' || code === 'overloaded') {
    return { kind: code, seconds: Math.max(1, Math.ceil(Number(seconds) || 0)) }
  }
  if (code === 'CredentialsSignin') return { kind: 'wrong' }
  if (code === 'suspended' || code === 'unavailable') return { kind: code }
  return { kind: 'unreachable' }
}
