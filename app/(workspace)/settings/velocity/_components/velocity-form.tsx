'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import type { VelocityRuleInForce } from '@/lib/governance/velocity/schema'
import { ReasonFields } from '../../_components/reason-fields'
import { TextField } from '../../_components/text-field'
import { changeHref } from '../../change-words'
import { errorsOf, type FieldErrors, startOf } from '../../prepare-request'
import { ruleOf, type Typed, typedOf } from '../prepare-velocity'
import { RingFields } from './ring-fields'
import { SeverityField } from './severity-field'

/** A new rule is a change request. Stored decisions do not say what it would find, so there is no preview. */
export function VelocityForm({ rule }: { rule: VelocityRuleInForce }) {
  const router = useRouter()
  const [typed, setTyped] = useState(() => typedOf(rule))
  const [reason, setReason] = useState('')
  const [start, setStart] = useState('')
  const [errors, setErrors] = useState<FieldErrors>({})
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const set = (part: Partial<Typed>) => setTyped({ ...typed, ...part })

  const request = (event: FormEvent) => {
    event.preventDefault()
    const read = ruleOf(typed)
    setProblem('')
    if ('errors' in read) return setErrors(read.errors)
    if (reason.trim() === '') return setErrors({ reason: 'Say why the rule changes.' })
    setErrors({})
    startTransition(async () => {
      const change = { kind: 'velocity' as const, payload: read.rule }
      const sent = await callApi('POST /api/changes', { body: { change, reason, starts_at: startOf(start) } })
      if (!sent.ok) {
        const rejected = sent.problem.errors ?? []
        setErrors(errorsOf(rejected))
        return setProblem(rejected.length > 0 ? 'Correct the marked fields.' : sent.problem.message)
      }
      const isInForce = sent.body.status === 'applied'
      toast.success(isInForce ? 'The rule is in force.' : 'The change is requested.')
      if (isInForce) router.refresh()
      else router.push(changeHref(sent.body.id))
    })
  }
  return (
    <form onSubmit={request} noValidate>
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
          <ReasonFields
            reason={reason}
            setReason={setReason}
            start={start}
            setStart={setStart}
            errors={errors}
          />
          <p role="alert" className="text-risk-high text-[13px] empty:hidden">
            {problem}
          </p>
          <Button type="submit" className="w-fit" disabled={pending}>
            {rule.four_eyes ? 'Request approval' : start === '' ? 'Put in force' : 'Schedule'}
          </Button>
        </CardBody>
      </Card>
    </form>
  )
}
