'use client'

import { use, useState } from 'react'
import { OnDemand } from '@/components/ui/on-demand'
import { BellButton } from './bell-button'
import { type KnownNotifications, useNotifications } from './use-notifications'

const loadList = () => import('./open-notifications')

const NONE: KnownNotifications = { unread: { count: 0, capped: false }, newestId: null }

interface NotificationBellProps {
  /** Null where it could not be read: the bell still opens, and says why then. */
  known: Promise<KnownNotifications | null>
  timeZone: string
}

/** What concerns the person: assignments, mentions, and the clock of their cases. */
export function NotificationBell({ known, timeZone }: NotificationBellProps) {
  const [open, setOpen] = useState(false)
  const { read, refusal, unread, load, markRead } = useNotifications(use(known) ?? NONE)
  const show = (shown: boolean) => {
    setOpen(shown)
    if (shown) void load()
  }
  return (
    <OnDemand
      load={loadList}
      button={(press) => (
        <BellButton
          unread={unread}
          aria-haspopup="dialog"
          aria-expanded={false}
          onClick={() => {
            show(true)
            press()
          }}
        />
      )}
    >
      {(OpenNotifications) => (
        <OpenNotifications
          open={open}
          onOpenChange={show}
          timeZone={timeZone}
          read={read}
          refusal={refusal}
          unread={unread}
          markRead={markRead}
        />
      )}
    </OnDemand>
  )
}
