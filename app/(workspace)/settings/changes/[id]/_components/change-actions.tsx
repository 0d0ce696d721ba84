'use client'

import { useRouter } from 'next/navigation'
import { useState, useTransition } from 'react'
import { Field } from '@/components/cases/field'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import { Button } from '@/components/ui/button'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import { Textarea } from '@/components/ui/textarea'
import { toast } from '@/components/ui/toast'
import type { ChangeRequest, ChangeStatus, PreviewDays } from '@/lib/governance/changes/schema'

interface ChangeActionsProps {
  id: string
  status: ChangeStatus
  /** The hash of what the page shows: an approval means exactly this. */
  shownHash: string
  days: number
  /** The signed-in user requested the change. */
  own: boolean
}

type Sent = { ok: true; body: ChangeRequest } | { ok: false; problem: ApiProblem }

/** What the signed-in administrator may do with a change that has not ended. */
export function ChangeActions({ id, status, shownHash, days, own }: ChangeActionsProps) {
  const router = useRouter()
  const [note, setNote] = useState('')
  const [noteError, setNoteError] = useState<string | undefined>()
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  if (status !== 'pending' && status !== 'scheduled') return null

  const params = { id }
  const act = (send: () => Promise<Sent>, done: (change: ChangeRequest) => string) =>
    startTransition(async () => {
      setProblem('')
      setNoteError(undefined)
      const sent = await send()
      if (!sent.ok) return setProblem(sent.problem.message)
      toast.success(done(sent.body))
      router.refresh()
    })
  const approve = () =>
    act(
      () => callApi('POST /api/changes/{id}/approve', { params, body: { shown_hash: shownHash, note } }),
      (change) => (change.status === 'applied' ? 'The change is in force.' : 'The change is scheduled.'),
    )
  const reject = () => {
    if (note.trim() === '') return setNoteError('Say why it is rejected.')
    act(
      () => callApi('POST /api/changes/{id}/reject', { params, body: { note } }),
      () => 'The change is rejected.',
    )
  }
  const withdraw = () =>
    act(
      () => callApi('POST /api/changes/{id}/withdraw', { params }),
      () => 'The change is withdrawn.',
    )
  const refresh = () =>
    act(
      () => callApi('POST /api/changes/{id}/preview', { params, body: { days: days as PreviewDays } }),
      () => 'The preview is up to date.',
    )
  const waits = status === 'pending'
  return (
    <Card>
      <CardHeader>
        <CardTitle>{waits ? 'Decision' : 'Scheduled'}</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {waits && own ? (
          <p className="text-muted-foreground text-[13px]">
            You requested this change. Another administrator approves or rejects it.
          </p>
        ) : null}
        {waits && !own ? (
          <Field label="Note" error={noteError}>
            {(wiring) => (
              <Textarea
                {...wiring}
                value={note}
                maxLength={1000}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
        ) : null}
        <p role="alert" className="text-risk-high text-[13px] empty:hidden">
          {problem}
        </p>
        <div className="flex flex-wrap gap-2">
          {waits && !own ? (
            <>
              <Button disabled={pending} onClick={approve}>
                Approve as shown
              </Button>
              <Button variant="danger" disabled={pending} onClick={reject}>
                Reject
              </Button>
            </>
          ) : (
            <Button variant="danger" disabled={pending} onClick={withdraw}>
              Withdraw
            </Button>
          )}
          {waits ? (
            <Button variant="outline" disabled={pending} onClick={refresh}>
              Compute the preview again
            </Button>
          ) : null}
        </div>
      </CardBody>
    </Card>
  )
}
