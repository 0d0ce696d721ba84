'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { ChangePreview } from '@/lib/governance/changes/schema'
import type { VelocityPayload, VelocityRuleInForce } from '@/lib/governance/velocity/schema'
import { RequestCard } from '../../_components/request-card'
import { TextField } from '../../_components/text-field'
import { changeHref } from '../../change-words'
import { errorsOf, type FieldErrors, startOf } from '../../prepare-request'
import { ruleOf, type Typed, typedOf } from '../prepare-velocity'
import { RingFields } from './ring-fields'
import { SeverityField } from './severity-field'

interface VelocityFormProps {
  rule: VelocityRuleInForce
  timeZone: string
}

/** A new rule: first what it would have found, then the request. */
export function VelocityForm({ rule, timeZone }: VelocityFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState(() => typedOf(rule))
  const [reason, setReason] = useState('')
  const [start, setStart] = useState('')
  const [shown, setShown] = useState<{ of: Typed; preview: ChangePreview } | null>(null)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part })
  // A preview that arrives after something else was typed is not of what would be requested.
  const preview = shown?.of === typed ? shown.preview : null

  const reject = ({ message, errors: fields = [] }: Rejection) => {
    setErrors(errorsOf(fields))
    setProblem(fields.length > 0 ? 'Correct the marked fields.' : message)
  }
  const send = (work: (change: VelocityChange) => Promise<void>) => {
    const read = ruleOf(typed)
    setProblem('')
    if ('errors' in read) return setErrors(read.errors)
    setErrors({})
    startTransition(() => work({ kind: 'velocity', payload: read.rule }))
  }
  const look = (event: FormEvent) => {
    event.preventDefault()
    send(async (change) => {
      const sent = await callApi('POST /api/changes/preview', { body: { change } })
      if (sent.ok) setShown({ of: typed, preview: sent.body })
      else reject(sent.problem)
    })
  }
  const request = () => {
    if (reason.trim() === '') return setErrors({ reason: 'Say why the rule changes.' })
    send(async (change) => {
      const before_hash = preview?.before_hash ?? null
      const body = { change, reason, starts_at: startOf(start), before_hash }
      const sent = await callApi('POST /api/changes', { body })
      if (!sent.ok) return reject(sent.problem)
      const isInForce = sent.body.status === 'applied'
      toast.success(isInForce ? 'The rule is in force.' : 'The change is requested.')
      if (isInForce) router.refresh()
      else router.push(changeHref(sent.body.id))
    })
  }
  return (
    <form onSubmit={look} noValidate className="flex flex-col gap-4">
      <Card>
        <CardHeader>
          <CardTitle>Change the rule</CardTitle>
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          <CardNote>Decisions that were made keep their velocity.</CardNote>
          <div className="grid gap-4 sm:grid-cols-2">
            <TextField
              label="Window (seconds)"
              hint="From 10 to 600"
              inputMode="numeric"
              maxLength={4}
              value={typed.window_seconds}
              error={errors.window_seconds}
              onChange={(window_seconds) => set({ window_seconds })}
            />
            <TextField
              label="Normal up to (payments)"
              hint="From 2 to 100"
              inputMode="numeric"
              maxLength={4}
              value={typed.threshold}
              error={errors.threshold}
              onChange={(threshold) => set({ threshold })}
            />
            <SeverityField
              label="Review"
              value={typed.review_from}
              error={errors.review_from}
              onChange={(review_from) => set({ review_from })}
            />
            <SeverityField
              label="Block"
              value={typed.block_from}
              error={errors.block_from}
              onChange={(block_from) => set({ block_from })}
            />
          </div>
          <RingFields typed={typed} errors={errors} set={set} />
          <p role="alert" className="text-risk-high text-[13px] empty:hidden">
            {problem}
          </p>
          <Button
            type="submit"
            variant={preview ? 'outline' : 'primary'}
            className="w-fit"
            disabled={pending}
          >
            {pending && !preview ? 'Counting…' : 'Preview what it finds'}
          </Button>
        </CardBody>
      </Card>
      {preview ? (
        <RequestCard
          preview={preview}
          timeZone={timeZone}
          fourEyes={rule.four_eyes}
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
  message: string
  errors?: readonly { field: string; reason: string }[]
}

interface VelocityChange {
  kind: 'velocity'
  payload: VelocityPayload
}
