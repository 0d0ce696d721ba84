'use client'

import { Bell } from 'lucide-react'
import { use, useState } from 'react'
import { formatCapped } from '@/components/fraud/format-numbers'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { NotificationList } from './notification-list'
import { type KnownNotifications, useNotifications } from './use-notifications'

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
    <Popover open={open} onOpenChange={show}>
      <PopoverTrigger asChild>
        <Button variant="ghost" size="icon" className="relative" aria-label={nameOf(unread)}>
          <Bell aria-hidden />
          {unread.count > 0 ? (
            <span className="figure bg-primary text-primary-foreground absolute -top-0.5 -right-0.5 min-w-4 rounded-full px-1 text-[10px] leading-4 font-semibold">
              {unread.count > 99 ? '99+' : unread.count}
            </span>
          ) : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent align="end" aria-label="Notifications" className="w-[min(24rem,calc(100vw-1rem))]">
        <div className="flex h-12 items-center justify-between border-b px-4">
          <h2 className="text-sm font-semibold">Notifications</h2>
          {unread.count > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => void markRead({ all: true })}>
              Mark all as read
            </Button>
          ) : null}
        </div>
        {refusal ? (
          <p role="alert" className="text-risk-high px-4 py-6 text-center text-sm">
            {refusal.message}
          </p>
        ) : !read ? (
          <div role="status" aria-label="Loading notifications" className="flex flex-col gap-3 p-4">
            <Skeleton className="h-10" />
            <Skeleton className="h-10" />
          </div>
        ) : read.page.items.length === 0 ? (
          <p className="text-muted-foreground px-4 py-8 text-center text-sm text-pretty">
            Nothing yet. Assignments, mentions and deadlines of your cases appear here.
          </p>
        ) : (
          <NotificationList
            items={read.page.items}
            readAt={read.readAt}
            timeZone={timeZone}
            onFollow={({ id, read_at }) => {
              setOpen(false)
              if (read_at === null) void markRead({ ids: [id] })
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  )
}

const nameOf = (unread: KnownNotifications['unread']): string =>
  unread.count === 0 ? 'Notifications' : `Notifications, ${formatCapped(unread)} unread`
