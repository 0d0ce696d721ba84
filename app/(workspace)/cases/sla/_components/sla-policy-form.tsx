'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { Field } from '@/components/cases/field'
import { formatSpan } from '@/components/cases/format-sla'
import { formatExact } from '@/components/fraud/format-time'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { limitOf } from '@/lib/contract/permissions'
import { CASE_PRIORITY_LABELS } from '@/lib/desk/cases/schema'
import type { SlaPolicies } from '@/lib/desk/cases/schema'
import { formatHours, parseHours } from '../parse-hours'

type Policy = SlaPolicies['policies'][number]

interface SlaPolicyFormProps {
  policies: Policy[]
  mayWrite: boolean
  timeZone: string
}

export function SlaPolicyForm({ policies, mayWrite, timeZone }: SlaPolicyFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState<Partial<Record<Policy['priority'], string>>>({})
  const [pending, startTransition] = useTransition()
  const textOf = ({ priority, minutes }: Policy) => typed[priority] ?? formatHours(minutes)
  const rows = policies.map((policy) => ({ policy, parsed: parseHours(textOf(policy)) }))
  const changed = rows.flatMap(({ policy, parsed }) =>
    'minutes' in parsed && parsed.minutes !== policy.minutes
      ? [[policy.priority, parsed.minutes] as const]
      : [],
  )
  const wrong = rows.some(({ parsed }) => 'error' in parsed)

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (wrong || changed.length === 0) return
    startTransition(async () => {
      const sent = await callApi('PUT /api/sla-policies', { body: Object.fromEntries(changed) })
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success('SLA policy saved')
      setTyped({})
      router.refresh()
    })
  }
  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-2">
        {rows.map(({ policy, parsed }) => (
          <Field
            key={policy.priority}
            label={`${CASE_PRIORITY_LABELS[policy.priority]} (hours)`}
            hint={
              'minutes' in parsed
                ? `${formatSpan(parsed.minutes * 60)}. ${originOf(policy, timeZone)}`
                : undefined
            }
            error={'error' in parsed ? parsed.error : undefined}
          >
            {(wiring) => (
              <Input
                {...wiring}
                inputMode="decimal"
                value={textOf(policy)}
                disabled={!mayWrite || pending}
                maxLength={10}
                className="figure"
                onChange={(event) => setTyped({ ...typed, [policy.priority]: event.target.value })}
              />
            )}
          </Field>
        ))}
      </div>
      {mayWrite ? (
        <Button type="submit" className="w-fit" disabled={pending || wrong || changed.length === 0}>
          {pending ? 'Saving…' : 'Save policy'}
        </Button>
      ) : (
        <p className="text-muted-foreground text-[13px]">{limitOf('sla:write')}</p>
      )}
    </form>
  )
}

const originOf = ({ is_default, updated_by, updated_at }: Policy, timeZone: string): string =>
  is_default || !updated_at
    ? 'The product’s default.'
    : `Set by ${updated_by?.name ?? 'the institution'} on ${formatExact(updated_at, timeZone)}.`
