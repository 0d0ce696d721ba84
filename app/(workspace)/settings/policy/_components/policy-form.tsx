'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import { toast } from '@/components/ui/toast'
import {
  type ChangePreview,
  PREVIEW_DAYS,
  type PreviewDays,
  THRESHOLD_LABELS,
  THRESHOLD_NAMES,
} from '@/lib/governance/changes/schema'
import type { Policy } from '@/lib/governance/models/schema'
import { changeHref } from '../../change-words'
import { RequestCard } from '../../_components/request-card'
import { TextField } from '../../_components/text-field'
import { errorsOf, type FieldErrors, startOf } from '../../prepare-request'
import { changeOf, textOf, type Typed } from '../prepare-policy'

interface PolicyFormProps {
  policy: Policy
  fourEyes: boolean
  timeZone: string
  /** What another screen proposes. */
  proposal: Typed
}

/** New thresholds: first what they would have done, then the request. What is typed after a preview needs another one. */
export function PolicyForm({ policy, fourEyes, timeZone, proposal }: PolicyFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState(proposal)
  const [days, setDays] = useState<PreviewDays>(30)
  const [reason, setReason] = useState('')
  const [start, setStart] = useState('')
  const [shown, setShown] = useState<{ of: Typed; days: PreviewDays; preview: ChangePreview } | null>(null)
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  // A preview that arrives after something else was typed is not of what would be requested.
  const preview = shown?.of === typed && shown.days === days ? shown.preview : null
  const { payload, errors: wrong } = changeOf(policy, typed)
  const change = { kind: 'policy' as const, payload }

  const reject = (sent: {
    problem: { message: string; errors?: readonly { field: string; reason: string }[] }
  }) => {
    const fields = sent.problem.errors ?? []
    setErrors(errorsOf(fields))
    setProblem(fields.length > 0 ? 'Correct the marked fields.' : sent.problem.message)
  }
  const look = (event: FormEvent) => {
    event.preventDefault()
    setErrors(wrong)
    setProblem('')
    if (Object.keys(wrong).length > 0) return
    startTransition(async () => {
      const sent = await callApi('POST /api/changes/preview', { body: { change, days } })
      if (sent.ok) setShown({ of: typed, days, preview: sent.body })
      else reject(sent)
    })
  }
  const request = () => {
    setErrors({})
    setProblem('')
    if (reason.trim() === '') return setErrors({ reason: 'Say why the policy changes.' })
    startTransition(async () => {
      const starts_at = startOf(start)
      const before_hash = preview?.before_hash ?? null
      const sent = await callApi('POST /api/changes', {
        body: { change, days, reason, starts_at, before_hash },
      })
      if (!sent.ok) return reject(sent)
      const { id, status } = sent.body
      toast.success(DONE[status === 'applied' || status === 'scheduled' ? status : 'pending'])
      if (status !== 'applied') return router.push(changeHref(id))
      setTyped({})
      setReason('')
      router.refresh()
    })
  }
  return (
    <form onSubmit={look} noValidate className="flex flex-col gap-4">
      <Card>
        <CardHeader>
          <CardTitle>Change the thresholds</CardTitle>
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          <CardNote>
            Version {policy.version} is in force. A change takes effect with the next score; earlier decisions
            keep the version that they were made with.
          </CardNote>
          <div className="grid gap-4 sm:grid-cols-2">
            {THRESHOLD_NAMES.map((name) => (
              <TextField
                key={name}
                label={THRESHOLD_LABELS[name]}
                hint={`In force: ${policy[name]}`}
                error={errors[name]}
                inputMode="decimal"
                className="figure"
                maxLength={24}
                value={textOf(policy, typed, name)}
                onChange={(value) => setTyped({ ...typed, [name]: value })}
              />
            ))}
            <Field label="Look back">
              {(wiring) => (
                <Select
                  {...wiring}
                  value={days}
                  onChange={(event) =>
                    setDays(PREVIEW_DAYS.find((length) => String(length) === event.target.value) ?? 30)
                  }
                >
                  {PREVIEW_DAYS.map((length) => (
                    <option key={length} value={length}>
                      {length} days
                    </option>
                  ))}
                </Select>
              )}
            </Field>
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
            {pending && !preview ? 'Computing…' : 'Preview the impact'}
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

const DONE = {
  applied: 'The new thresholds are in force.',
  scheduled: 'The change is scheduled.',
  pending: 'The change waits for another administrator.',
}
