'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { toast } from '@/components/ui/toast'
import {
  NOTIFICATION_KINDS,
  NOTIFICATION_LABELS,
  type NotificationKind,
} from '@/lib/messaging/notifications/schema'
import { SaveBar } from '../../_components/save-bar'

/** Which notifications the user gets: all but the muted ones. */
export function NotificationsCard({ muted: stored }: { muted: readonly NotificationKind[] }) {
  const router = useRouter()
  const [muted, setMuted] = useState(stored)
  const [problem, setProblem] = useState('')
  const [pending, startTransition] = useTransition()
  const toggle = (kind: NotificationKind) =>
    setMuted(NOTIFICATION_KINDS.filter((one) => (one === kind ? !muted.includes(kind) : muted.includes(one))))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    startTransition(async () => {
      const sent = await callApi('PUT /api/notifications/preferences', { body: { muted: [...muted] } })
      setProblem(sent.ok ? '' : sent.problem.message)
      if (!sent.ok) return
      toast.success('Notifications saved')
      router.refresh()
    })
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Notifications</CardTitle>
        <CardNote>What the bell shows from now on</CardNote>
      </CardHeader>
      <CardBody>
        <form onSubmit={submit} noValidate className="flex flex-col gap-4">
          <fieldset>
            <legend className="sr-only">Notify me when</legend>
            {NOTIFICATION_KINDS.map((kind) => (
              <label key={kind} className="flex min-h-9 items-center gap-2 text-sm">
                <input
                  type="checkbox"
                  className="accent-primary size-4 shrink-0"
                  checked={!muted.includes(kind)}
                  onChange={() => toggle(kind)}
                />
                {NOTIFICATION_LABELS[kind]}
              </label>
            ))}
          </fieldset>
          <SaveBar
            problem={problem}
            pending={pending}
            disabled={muted.join() === stored.join()}
            label="Save notifications"
          />
        </form>
      </CardBody>
    </Card>
  )
}
