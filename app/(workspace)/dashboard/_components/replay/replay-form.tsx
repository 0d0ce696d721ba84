'use client'

import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import { DEFAULTS, type ReplayStatus } from '@/lib/scoring/replay/schema'
import { FIELD_OF, readTyped, type ReplayErrors, type TypedReplay } from '../../prepare-replay'
import { UploadChoice } from './upload-choice'

const AT_FIRST: TypedReplay = {
  source: 'simulation',
  rate: String(DEFAULTS.rate_per_second),
  seconds: String(DEFAULTS.duration_seconds),
  fraud: String(DEFAULTS.fraud_fraction * 100),
  from: '',
  to: '',
  upload: '',
}

const NUMBERS = [
  ['rate', 'Payments per second'],
  ['seconds', 'Seconds'],
] as const
const DAYS = [
  ['from', 'First day'],
  ['to', 'Last day'],
] as const

export function ReplayForm({ onStarted }: { onStarted: (status: ReplayStatus) => void }) {
  const [typed, setTyped] = useState(AT_FIRST)
  const [errors, setErrors] = useState<ReplayErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const type = (field: keyof TypedReplay) => (event: { target: { value: string } }) =>
    setTyped({ ...typed, [field]: event.target.value })

  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { body, errors: wrong } = readTyped(typed)
    setErrors(wrong)
    setProblem('')
    if (Object.keys(wrong).length > 0) return
    startTransition(async () => {
      const sent = await callApi('POST /api/replay/start', { body })
      if (sent.ok) {
        toast.success(`Replay started: ${sent.body.rate_per_second}/s for ${sent.body.duration_seconds} s`)
        return onStarted(sent.body)
      }
      const rejected = sent.problem.errors ?? []
      setErrors(Object.fromEntries(rejected.map(({ field, reason }) => [FIELD_OF[field] ?? field, reason])))
      setProblem(sent.problem.message)
    })
  }
  const input = (field: keyof TypedReplay, label: string, kind: 'number' | 'date') => (
    <Field key={field} label={label} error={errors[field]}>
      {(wiring) => (
        <Input
          {...wiring}
          type={kind === 'date' ? 'date' : 'text'}
          inputMode={kind === 'number' ? 'numeric' : undefined}
          maxLength={10}
          autoComplete="off"
          className="figure"
          value={typed[field]}
          onChange={type(field)}
        />
      )}
    </Field>
  )
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3" aria-label="Start a replay">
      <Field label="Payments">
        {(wiring) => (
          <Select {...wiring} value={typed.source} onChange={type('source')}>
            <option value="simulation">Simulated</option>
            <option value="window">Own, of former days</option>
            <option value="upload">Own, of an uploaded file</option>
          </Select>
        )}
      </Field>
      <div className="grid grid-cols-2 gap-3">
        {NUMBERS.map(([field, label]) => input(field, label, 'number'))}
        {typed.source === 'simulation' ? input('fraud', 'Fraud in %', 'number') : null}
        {typed.source === 'window' ? DAYS.map(([field, label]) => input(field, label, 'date')) : null}
      </div>
      {typed.source === 'upload' ? (
        <UploadChoice
          value={typed.upload}
          error={errors.upload}
          onChange={(upload) => setTyped({ ...typed, upload })}
        />
      ) : null}
      <div className="flex flex-wrap items-center gap-3">
        <Button type="submit" size="sm" disabled={pending}>
          Start a replay
        </Button>
        <p role="alert" className="text-risk-high text-[13px] empty:hidden">
          {problem}
        </p>
      </div>
    </form>
  )
}
