'use client'

import { type FormEvent, useState } from 'react'
import { Field } from '@/components/cases/field'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { OpenInvitation } from '@/lib/access/invitations/schema'
import { NewPasswordField } from '../../_components/new-password-field'
import { useSetPassword } from '../../_components/use-set-password'

export function AcceptForm({ token, invitation }: { token: string; invitation: OpenInvitation }) {
  const { email, role, institution } = invitation
  const [name, setName] = useState(invitation.full_name)
  const { password, setPassword, errors, problem, pending, submit } = useSetPassword((chosen) =>
    callApi('PUT /api/auth/invitation', { body: { token, full_name: name, password: chosen } }),
  )
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
      <p className="text-sm">
        <strong className="font-medium">{institution}</strong> invites you to Sentinel as{' '}
        {ROLE_LABELS[role].toLowerCase()}. Choose a password to sign in.
      </p>
      <Field label="E-mail">
        {(wiring) => <Input {...wiring} type="email" autoComplete="username" readOnly value={email} />}
      </Field>
      <Field label="Name" error={errors.full_name}>
        {(wiring) => (
          <Input
            {...wiring}
            autoComplete="name"
            maxLength={256}
            required
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </Field>
      <NewPasswordField value={password} error={errors.password} onChange={setPassword} />
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <Button type="submit" size="lg" disabled={pending}>
        {pending ? 'Signing in…' : 'Accept and sign in'}
      </Button>
    </form>
  )
}
