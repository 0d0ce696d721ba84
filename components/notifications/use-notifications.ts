'use client'

import { useRouter } from 'next/navigation'
import { useRef, useState } from 'react'
import { toast } from '@/components/ui/toast'
import { type ApiProblem, callApi } from '@/components/http/api-client'
import { useLive } from '@/components/live/use-live'
import type { Notification, NotificationPage, ReadNotifications } from '@/lib/messaging/notifications/schema'
import type { CappedCount } from '@/lib/contract/capped-count'
import { subjectHref } from './subject-href'

const SHOWN = 15
/** At once; more are in the list. */
const TOLD = 3

/** What the server knew when it wrote the page. */
export interface KnownNotifications {
  unread: CappedCount
  /** Ids grow with time; null without any. */
  newestId: string | null
}

interface Read {
  page: NotificationPage
  readAt: string
}

/** The user's notifications: counted with the page, read when the list opens or a new one arrives, which a toast shows. */
export function useNotifications(known: KnownNotifications) {
  const router = useRouter()
  const [read, setRead] = useState<Read | null>(null)
  const [problem, setProblem] = useState<ApiProblem | null>(null)
  const newest = useRef(known.newestId ?? '')

  /** Returns new unread notifications. */
  const load = async (): Promise<Notification[]> => {
    const fetched = await callApi('GET /api/notifications', { query: { limit: SHOWN } })
    setProblem(fetched.ok ? null : fetched.problem)
    if (!fetched.ok) return []
    setRead({ page: fetched.body, readAt: new Date().toISOString() })
    const fresh = fetched.body.items.filter(({ id, read_at }) => id > newest.current && read_at === null)
    newest.current = fetched.body.items[0]?.id ?? newest.current
    return fresh
  }
  const hear = async () => {
    const fresh = await load()
    for (const notification of fresh.slice(0, TOLD))
      toast.info(notification.text, {
        description: notification.case?.title,
        action: { label: 'Show', onClick: () => router.push(subjectHref(notification)) },
      })
  }
  const markRead = async (which: ReadNotifications) => {
    const sent = await callApi('POST /api/notifications/read', { body: which })
    if (sent.ok) await load()
    else toast.error(sent.problem.message)
  }
  useLive(['notifications.changed'], () => void hear())

  return { read, problem, unread: read?.page.unread ?? known.unread, load, markRead }
}
