import { useState, useTransition } from 'react'
import type { ApiResult } from '@/components/http/api-client'
import { signInWith } from '../login/sign-in'

type Sent = ApiResult<{ email: string; tenant: string }>

/** Sends a chosen password, then signs in with it. What was typed stays until then. */
export function useSetPassword(send: (password: string) => Promise<Sent>) {
  const [password, setPassword] = useState('')
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const submit = () =>
    startTransition(async () => {
      setProblem('')
      setErrors({})
      const sent = await send(password)
      if (!sent.ok) {
        const { message, errors: rejected = [] } = sent.problem
        setErrors(Object.fromEntries(rejected.map(({ field, reason }) => [field, reason])))
        return setProblem(rejected.length > 0 ? '' : message)
      }
      const outcome = await signInWith({ ...sent.body, password })
      window.location.assign(outcome === 'signed-in' ? '/dashboard' : '/login')
    })
  return { password, setPassword, errors, problem, pending, submit }
}
