'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { ChangePreview } from '@/lib/governance/changes/schema'
import type { ExplorationSettings } from '@/lib/governance/exploration/schema'
import { RequestCard } from '../../_components/request-card'
import { TextField } from '../../_components/text-field'
import { changeHref } from '../../change-words'
import { errorsOf, type FieldErrors, startOf } from '../../prepare-request'
import { settingsOf, type Typed, typedOf } from '../prepare-exploration'
import { SwitchOff } from './switch-off'

interface ExplorationFormProps {
  settings: ExplorationSettings
  currency: string
  fourEyes: boolean
  timeZone: string
}

const FIELDS: { name: keyof Typed; label: (currency: string) => string; hint: string }[] = [
  { name: 'share', label: () => 'Share let through (per cent)', hint: 'From 0 to 50; 0 is off' },
  {
    name: 'amount_cap',
    label: (currency) => `Largest payment (${currency})`,
    hint: 'Larger ones stay blocked',
  },
  {
    name: 'daily_budget',
    label: (currency) => `Budget a day (${currency})`,
    hint: 'At least one largest payment',
  },
]

/** New settings: first what they would have let through, then the request. */
export function ExplorationForm({ settings, currency, fourEyes, timeZone }: ExplorationFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState(() => typedOf(settings))
  const [reason, setReason] = useState('')
  const [start, setStart] = useState('')
  const [shown, setShown] = useState<{ of: Typed; preview: ChangePreview } | null>(null)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  // A preview that arrives after something else was typed is not of what would be requested.
  const preview = shown?.of === typed ? shown.preview : null

  const reject = ({ problem: { message, errors: fields = [] } }: Rejection) => {
    setErrors(errorsOf(fields))
    setProblem(fields.length > 0 ? 'Correct the marked fields.' : message)
  }
  const send = (work: (change: ExplorationRequest) => Promise<void>) => {
    const read = settingsOf(typed)
    setProblem('')
    if ('errors' in read) return setErrors(read.errors)
    setErrors({})
    startTransition(() => work({ kind: 'exploration', payload: read.settings }))
  }
  const look = (event: FormEvent) => {
    event.preventDefault()
    send(async (change) => {
      const sent = await callApi('POST /api/changes/preview', { body: { change } })
      if (sent.ok) setShown({ of: typed, preview: sent.body })
      else reject(sent)
    })
  }
  const request = () => {
    if (reason.trim() === '') return setErrors({ reason: 'Say why exploration changes.' })
    send(async (change) => {
      const starts_at = startOf(start)
      const before_hash = preview?.before_hash ?? null
      const sent = await callApi('POST /api/changes', { body: { change, reason, starts_at, before_hash } })
      if (!sent.ok) return reject(sent)
      toast.success(
        sent.body.status === 'applied' ? 'The settings are in force.' : 'The change is requested.',
      )
      if (sent.body.status !== 'applied') return router.push(changeHref(sent.body.id))
      setShown(null)
      setReason('')
      router.refresh()
    })
  }
  return (
    <form onSubmit={look} noValidate className="flex flex-col gap-4">
      <Card>
        <CardHeader>
          <CardTitle>Set exploration</CardTitle>
          {settings && settings.share > 0 ? <SwitchOff settings={settings} /> : null}
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          <CardNote>
            It costs money: payments that are let through may be fraud. Watchlists always win, and the budget
            is never exceeded.
          </CardNote>
          <div className="grid gap-4 sm:grid-cols-3">
            {FIELDS.map(({ name, label, hint }) => (
              <TextField
                key={name}
                label={label(currency)}
                hint={hint}
                error={errors[name]}
                inputMode="decimal"
                className="figure"
                maxLength={18}
                value={typed[name]}
                onChange={(value) => setTyped({ ...typed, [name]: value })}
              />
            ))}
          </div>
          <p role="alert" className="text-risk-high text-[13px] empty:hidden">
            {problem}
          </p>
          <Button
            type="submit"
            variant={preview ? 'outline' : 'primary'}
            className="w-fit"
            disabled={pending}
          >
            {pending && !preview ? 'Computing…' : 'Preview the cost'}
          </Button>
        </CardBody>
      </Card>
      {preview ? (
        <RequestCard
          preview={preview}
          timeZone={timeZone}
          fourEyes={fourEyes}
          pending={pending}
          onRequest={request}
          reason={reason}
          setReason={setReason}
          start={start}
          setStart={setStart}
          errors={errors}
        />
      ) : null}
    </form>
  )
}

interface Rejection {
  problem: { message: string; errors?: readonly { field: string; reason: string }[] }
}

interface ExplorationRequest {
  kind: 'exploration'
  payload: { share: number; amount_cap: string; daily_budget: string }
}
