'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { callApi } from '@/components/http/api-client'
import { Select } from '@/components/ui/select'
import { type Role, ROLES } from '@/lib/contract/permissions'
import {
  type Channel,
  CHANNEL_KINDS,
  CHANNEL_LABELS,
  type ChannelKind,
  type NewChannel,
} from '@/lib/messaging/delivery/schema'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'
import { CheckList } from './check-list'

interface ChannelFormProps {
  /** Null adds one. */
  channel: Channel | null
  mail: boolean
  onDone: (name: string, secret: string | null) => void
}

export function ChannelForm({ channel, mail, onDone }: ChannelFormProps) {
  const [kind, setKind] = useState<ChannelKind>(channel?.kind ?? 'in_app')
  const [name, setName] = useState(channel?.name ?? '')
  const [roles, setRoles] = useState<readonly Role[]>(channel?.roles ?? ['admin'])
  const [address, setAddress] = useState(channel?.kind === 'email' ? channel.target : '')
  const [url, setUrl] = useState('')
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()

  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const target =
        kind === 'in_app' ? { roles: [...roles] } : kind === 'email' ? { address } : url === '' ? {} : { url }
      if (channel === null) {
        const added = await callApi('POST /api/alert-channels', {
          body: { kind, name, ...target } as NewChannel,
        })
        return added.ok ? onDone(name, added.body.secret) : setProblem(added.problem.message)
      }
      const changed = await callApi('PATCH /api/alert-channels/{id}', {
        params: { id: channel.id },
        body: { name, ...target },
        ifMatch: channel.version,
      })
      if (changed.ok) onDone(name, null)
      else setProblem(changed.problem.message)
    })
  }
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      {channel === null ? (
        <Field
          label="Kind"
          hint={
            kind === 'email' && !mail ? 'This installation sends no e-mail: ask its operator.' : undefined
          }
        >
          {(wiring) => (
            <Select {...wiring} value={kind} onChange={(event) => setKind(event.target.value as ChannelKind)}>
              {CHANNEL_KINDS.map((one) => (
                <option key={one} value={one}>
                  {CHANNEL_LABELS[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      ) : null}
      <TextField label="Name" value={name} maxLength={100} autoComplete="off" onChange={setName} />
      {kind === 'in_app' ? (
        <CheckList
          legend="Notifies all"
          options={ROLES.map((role) => [role, ROLE_LABELS[role]])}
          chosen={roles}
          onChange={setRoles}
        />
      ) : kind === 'email' ? (
        <TextField
          label="E-mail address"
          type="email"
          value={address}
          maxLength={254}
          autoComplete="off"
          onChange={setAddress}
        />
      ) : (
        <TextField
          label="URL"
          hint={
            channel === null
              ? 'https:// and a public host. Only the host is shown later.'
              : `Sends to ${channel.target}. Leave it empty to keep the URL.`
          }
          value={url}
          maxLength={2000}
          autoComplete="off"
          inputMode="url"
          onChange={setUrl}
        />
      )}
      <SaveBar
        problem={problem}
        pending={pending}
        label={channel === null ? 'Add channel' : 'Save channel'}
      />
    </form>
  )
}
