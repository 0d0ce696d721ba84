'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import type { Scope } from '@/lib/contract/permissions'
import { SCOPES } from '@/lib/contract/permissions'
import { SaveBar } from '../../_components/save-bar'
import { TextField } from '../../_components/text-field'
import { expiryAfter, type KeyLifetime } from '../prepare-key-state'
import { LifetimeField } from './lifetime-field'

const SCOPE_WORDS: Record<Scope, string> = {
  'score:write': 'Score transactions',
  read: 'Read transactions, watchlists, models and cases',
}

export function CreateKeyForm({ onCreated }: { onCreated: (secret: string) => void }) {
  const [name, setName] = useState('')
  const [scopes, setScopes] = useState<readonly Scope[]>(['score:write'])
  const [lifetime, setLifetime] = useState<KeyLifetime>('365')
  const [tried, setTried] = useState(false)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const missing = { name: name.trim() === '', scopes: scopes.length === 0 }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (missing.name || missing.scopes) return
    startTransition(async () => {
      const body = { name: name.trim(), scopes: [...scopes], expires_at: expiryAfter(lifetime, Date.now()) }
      const sent = await callApi('POST /api/api-keys', { body })
      if (sent.ok) onCreated(sent.body.secret)
      else setProblem(sent.problem.message)
    })
  }
  const toggle = (scope: Scope) =>
    setScopes(scopes.includes(scope) ? scopes.filter((one) => one !== scope) : [...scopes, scope])
  return (
    <form onSubmit={submit} noValidate className="mt-4 flex flex-col gap-4">
      <TextField
        label="Name"
        hint="The system that uses it."
        error={tried && missing.name ? 'Enter a name.' : undefined}
        value={name}
        maxLength={128}
        autoComplete="off"
        onChange={setName}
      />
      <fieldset>
        <legend className="text-sm font-medium">May</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="flex min-h-9 items-center gap-2 text-sm">
            <input
              type="checkbox"
              className="accent-primary size-4 shrink-0"
              checked={scopes.includes(scope)}
              onChange={() => toggle(scope)}
            />
            {SCOPE_WORDS[scope]}
          </label>
        ))}
        <p role="alert" className="text-risk-high text-[13px] empty:hidden">
          {tried && missing.scopes ? 'Choose at least one.' : ''}
        </p>
      </fieldset>
      <LifetimeField value={lifetime} onChange={setLifetime} />
      <SaveBar problem={problem} pending={pending} label="Create key" />
    </form>
  )
}
