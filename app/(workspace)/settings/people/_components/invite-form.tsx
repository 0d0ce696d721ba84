'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Select } from '@/components/ui/select'
import type { MadeInvitation } from '@/lib/access/invitations/schema'
import { type Role, ROLES } from '@/lib/contract/permissions'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'
import { DeliveryField } from './delivery-field'

interface InviteFormProps {
  mail: boolean
  onInvited: (made: MadeInvitation) => void
}

export function InviteForm({ mail, onInvited }: InviteFormProps) {
  const [email, setEmail] = useState('')
  const [name, setName] = useState('')
  const [role, setRole] = useState<Role>('analyst')
  const [byMail, setByMail] = useState(mail)
  const [errors, setErrors] = useState<Partial<Record<string, string>>>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const deliver = byMail ? ('mail' as const) : ('link' as const)
      const body = { email: email.trim(), full_name: name, role, deliver }
      const sent = await callApi('POST /api/invitations', { body })
      if (sent.ok) return onInvited(sent.body)
      const { message, errors: rejected = [] } = sent.problem
      setErrors(Object.fromEntries(rejected.map(({ field, reason }) => [field, reason])))
      setProblem(rejected.length > 0 ? '' : message)
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <TextField
        label="E-mail"
        type="email"
        error={errors.email}
        value={email}
        maxLength={254}
        autoComplete="off"
        onChange={setEmail}
      />
      <TextField
        label="Name"
        error={errors.full_name}
        value={name}
        maxLength={256}
        autoComplete="off"
        onChange={setName}
      />
      <Field label="Role">
        {(wiring) => (
          <Select {...wiring} value={role} onChange={(event) => setRole(event.target.value as Role)}>
            {ROLES.map((each) => (
              <option key={each} value={each}>
                {ROLE_LABELS[each]}
              </option>
            ))}
          </Select>
        )}
      </Field>
      {mail ? <DeliveryField byMail={byMail} onChange={setByMail} /> : null}
      <SaveBar problem={problem} pending={pending} label={byMail ? 'Send the invitation' : 'Make the link'} />
    </form>
  )
}
