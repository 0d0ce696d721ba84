'use client'

import { Bell } from 'lucide-react'
import { use, useState } from 'react'
import { formatCapped } from '@/components/fraud/format-numbers'
import { Button } from '@/components/ui/button'
import { OnDemand } from '@/components/ui/on-demand'
import { type KnownNotifications, useNotifications } from './use-notifications'

const loadList = () => import('./open-notifications')

const NONE: KnownNotifications = { unread: { count: 0, capped: false }, newestId: null }

interface NotificationBellProps {
  /** Null where it could not be read: the bell still opens, and says why then. */
  known: Promise<KnownNotifications | null>
  timeZone: string
}

/** The user's notifications: assignments, mentions, and due times of their cases. */
export function NotificationBell({ known, timeZone }: NotificationBellProps) {
  const [open, setOpen] = useState(false)
  const { read, problem, unread, load, markRead } = useNotifications(use(known) ?? NONE)
  const show = (shown: boolean) => {
    setOpen(shown)
    if (shown) void load()
  }
  const button = (
    <Button variant="ghost" size="icon" className="relative" aria-label={nameOf(unread)}>
      <Bell aria-hidden />
      {unread.count > 0 ? (
        <span className="figure bg-primary text-primary-foreground absolute -top-0.5 -right-0.5 min-w-4 rounded-full px-1 text-[10px] leading-4 font-semibold">
          {unread.count > 99 ? '99+' : unread.count}
        </span>
      ) : null}
    </Button>
  )
  return (
    <OnDemand load={loadList} opens="dialog" onPress={() => show(true)} button={button}>
      {(OpenNotifications) => (
        <OpenNotifications
          button={button}
          open={open}
          onOpenChange={show}
          timeZone={timeZone}
          read={read}
          problem={problem}
          unread={unread}
          markRead={markRead}
        />
      )}
    </OnDemand>
  )
}

const nameOf = (unread: KnownNotifications['unread']): string =>
  unread.count === 0 ? 'Notifications' : `Notifications, ${formatCapped(unread)} unread`
