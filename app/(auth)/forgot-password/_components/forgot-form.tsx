'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'

/** Asks for a link by e-mail. The message is the same for every address. */
export function ForgotForm() {
  const [email, setEmail] = useState('')
  const [tenant, setTenant] = useState('')
  const [sentTo, setSentTo] = useState<string | null>(null)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const body = { email: email.trim(), tenant: tenant.trim() || undefined }
      const sent = await callApi('POST /api/auth/password-reset', { body })
      setProblem(sent.ok ? '' : sent.problem.message)
      if (sent.ok) setSentTo(body.email)
    })
  }
  if (sentTo !== null)
    return (
      <p role="status" className="text-sm">
        If <strong className="font-medium break-all">{sentTo}</strong> belongs to a user, a link to set a new
        password is on its way. It works for an hour.
      </p>
    )
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <Field label="E-mail" hint="You get a link to set a new password.">
        {(wiring) => (
          <Input
            {...wiring}
            type="email"
            autoComplete="username"
            required
            value={email}
            maxLength={254}
            onChange={(event) => setEmail(event.target.value)}
          />
        )}
      </Field>
      <details className="text-muted-foreground text-[13px]">
        <summary className="w-fit rounded-sm">My e-mail is used at several institutions</summary>
        <div className="mt-2">
          <Field label="Institution" hint="Its short name.">
            {(wiring) => (
              <Input {...wiring} value={tenant} onChange={(event) => setTenant(event.target.value)} />
            )}
          </Field>
        </div>
      </details>
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <Button type="submit" size="lg" disabled={pending}>
        {pending ? 'Sending…' : 'Send the link'}
      </Button>
    </form>
  )
}
