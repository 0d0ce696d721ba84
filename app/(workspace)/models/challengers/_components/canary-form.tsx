'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { toast } from '@/components/ui/toast'
import { limitOf } from '@/lib/contract/permissions'
import type { Canary } from '@/lib/governance/challengers/schema'
import { parseShare } from '../parse-share'

interface CanaryFormProps {
  modelId: string
  /** Null before the first share. */
  canary: Canary | null
  mayWrite: boolean
}

/** Sets the share of senders whose payments the canary decides, or stops it. */
export function CanaryForm({ modelId, canary, mayWrite }: CanaryFormProps) {
  const router = useRouter()
  const [typed, setTyped] = useState<string | null>(null)
  const [pending, startTransition] = useTransition()
  const text = typed ?? (canary ? String(100 * canary.share) : '')
  const parsed = parseShare(text)
  const error = typed !== null && 'error' in parsed ? parsed.error : undefined
  if (!mayWrite) return <p className="text-muted-foreground text-[13px]">{limitOf('policy:write')}</p>

  const submit = (event: FormEvent) => {
    event.preventDefault()
    if ('error' in parsed) return setTyped(text)
    startTransition(async () => {
      const sent = await callApi('PUT /api/models/{id}/canary', {
        params: { id: modelId },
        body: { share: parsed.share },
        ifMatch: canary?.version ?? 0,
      })
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success(canary ? 'Share saved' : 'The canary decides')
      setTyped(null)
      router.refresh()
    })
  }
  const stop = () =>
    startTransition(async () => {
      const sent = await callApi('DELETE /api/models/{id}/canary', { params: { id: modelId } })
      if (!sent.ok) return void toast.error(sent.problem.message)
      toast.success('The canary was stopped')
      router.refresh()
    })

  return (
    <form onSubmit={submit} noValidate className="flex flex-wrap items-start gap-3">
      <div className="w-full max-w-56">
        <Field label="Share of senders (per cent)" hint="From 0 to 50" error={error}>
          {(wiring) => (
            <Input
              {...wiring}
              inputMode="decimal"
              value={text}
              maxLength={6}
              disabled={pending}
              className="figure"
              onChange={(event) => setTyped(event.target.value)}
            />
          )}
        </Field>
      </div>
      <div className="flex flex-wrap gap-2 pt-6">
        <Button type="submit" disabled={pending}>
          {canary ? 'Save share' : 'Let it decide'}
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
