'use client'

import type { FormEvent } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { LinkProblem } from '../../_components/link-problem'
import { NewPasswordField } from '../../_components/new-password-field'
import { useLinkToken } from '../../_components/use-link-token'
import { useSetPassword } from '../../_components/use-set-password'

export function ResetForm() {
  const token = useLinkToken()
  const { password, setPassword, errors, problem, pending, submit } = useSetPassword((chosen) =>
    callApi('PUT /api/auth/password-reset', { body: { token: token ?? '', password: chosen } }),
  )
  if (token === '') return <LinkProblem text="This URL has no token. Open the whole link." />
  return (
    <form
      method="post"
      noValidate
      className="flex flex-col gap-4"
      onSubmit={(event: FormEvent) => {
        event.preventDefault()
        submit()
      }}
    >
      <p className="text-muted-foreground text-sm">All your sessions end. You are then signed in here.</p>
      <NewPasswordField value={password} error={errors.password} onChange={setPassword} />
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <Button type="submit" size="lg" disabled={pending}>
        {pending ? 'Signing in…' : 'Set the password and sign in'}
      </Button>
    </form>
  )
}
