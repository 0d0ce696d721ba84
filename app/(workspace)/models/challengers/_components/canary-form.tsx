'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import { limitOf } from '@/lib/contract/permissions'
import type { Canary } from '@/lib/governance/challengers/schema'
import {
  type FieldErrors,
  type FieldName,
  settingsInForce,
  settingsOf,
  type Typed,
  typedOf,
  widens,
} from '../prepare-canary'

interface CanaryFormProps {
  modelId: string
  /** Null before the first share. */
  canary: Canary | null
  mayWrite: boolean
  /** Another administrator approves a start and a larger share. */
  fourEyes: boolean
}

const LIMITS: { name: FieldName; label: string; hint: string }[] = [
  { name: 'block', label: 'Blocks (points)', hint: 'Stops beyond this shift' },
  { name: 'review', label: 'Reviews (points)', hint: 'Stops beyond this shift' },
  { name: 'slow', label: 'Slow responses (points)', hint: '1 watches the 99th percentile' },
  { name: 'slowMs', label: 'Slow from (ms)', hint: 'A later response is slow' },
]

/** The share of senders whose payments the canary decides, and the limits of the test that stops it; or its end. */
export function CanaryForm({ modelId, canary, mayWrite, fourEyes }: CanaryFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState<Partial<Typed>>({})
  const [reason, setReason] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  if (!mayWrite) return <p className="text-muted-foreground text-[13px]">{limitOf('policy:write')}</p>

  const shown = { ...typedOf(canary), ...typed }
  const read = settingsOf(canary, typed)
  const needsApproval = fourEyes && !('errors' in read) && widens(settingsInForce(canary), read.settings)
  // Limits that follow the data would void the test.
  const fixed = canary !== null && canary.decisions > 0
  const params = { id: modelId }

  const submit = (event: FormEvent) => {
    event.preventDefault()
    setProblem('')
    if ('errors' in read) return setErrors(read.errors)
    if (needsApproval && reason.trim() === '')
      return setErrors({ reason: 'Say why it decides for more senders.' })
    setErrors({})
    startTransition(async () => {
      if (needsApproval) {
        const change = { kind: 'canary' as const, payload: { model_id: modelId, ...read.settings } }
        const sent = await callApi('POST /api/changes', { body: { change, reason: reason.trim() } })
        if (!sent.ok) return setProblem(sent.problem.message)
        toast.success('Requested. Another administrator approves it.')
        return router.push(`/settings/changes/${sent.body.id}`)
      }
      const ifMatch = canary?.version ?? 0
      const sent = await callApi('PUT /api/models/{id}/canary', { params, body: read.settings, ifMatch })
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success(canary ? 'Saved' : 'The canary decides')
      setTyped({})
      router.refresh()
    })
  }
  const stop = () =>
    startTransition(async () => {
      const sent = await callApi('DELETE /api/models/{id}/canary', { params })
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success('The canary was stopped')
      router.refresh()
    })
  const input = (name: FieldName, label: string, hint: string, disabled = pending) => (
    <Field key={name} label={label} hint={hint} error={errors[name]}>
      {(wiring) => (
        <Input
          {...wiring}
          inputMode="decimal"
          value={shown[name]}
          maxLength={9}
          disabled={disabled}
          className="figure"
          onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
        />
      )}
    </Field>
  )

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="max-w-56">{input('share', 'Share of senders (per cent)', 'From 0 to 50')}</div>
      <fieldset className="flex flex-col gap-2">
        <legend className="mb-2 text-sm font-medium">Limits of the test</legend>
        <div className="grid gap-3 sm:grid-cols-2 lg:grid-cols-4">
          {LIMITS.map(({ name, label, hint }) => input(name, label, hint, pending || fixed))}
        </div>
        {fixed ? (
          <p className="text-muted-foreground text-[13px]">
            It has decided payments, so its limits stay. Stop it to start with others.
          </p>
        ) : null}
      </fieldset>
      {needsApproval ? (
        <Field label="Reason" hint="Another administrator reads it and approves" error={errors.reason}>
          {(wiring) => (
            <Textarea
              {...wiring}
              value={reason}
              maxLength={1000}
              onChange={(event) => setReason(event.target.value)}
            />
          )}
        </Field>
      ) : null}
      <p role="alert" className="text-risk-high text-[13px] empty:hidden">
        {problem}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" disabled={pending}>
          {needsApproval ? 'Request approval' : canary ? 'Save' : 'Let it decide'}
        </Button>
        {canary ? (
          <Button type="button" variant="outline" disabled={pending} onClick={stop}>
            Stop the canary
          </Button>
        ) : null}
      </div>
    </form>
  )
}
