'use client'

import type { ReactElement } from 'react'
import { Button } from '@/components/ui/button'
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover'
import { Skeleton } from '@/components/ui/skeleton'
import { NotificationList } from './notification-list'
import type { useNotifications } from './use-notifications'

interface OpenNotificationsProps extends Pick<
  ReturnType<typeof useNotifications>,
  'read' | 'problem' | 'unread' | 'markRead'
> {
  button: ReactElement
  open: boolean
  onOpenChange: (open: boolean) => void
  timeZone: string
}

export default function OpenNotifications(props: OpenNotificationsProps) {
  const { button, open, onOpenChange, timeZone, read, problem, unread, markRead } = props
  return (
    <Popover open={open} onOpenChange={onOpenChange}>
      <PopoverTrigger asChild>{button}</PopoverTrigger>
      <PopoverContent align="end" aria-label="Notifications" className="w-[min(24rem,calc(100vw-1rem))]">
        <div className="flex h-12 items-center justify-between border-b px-4">
          <h2 className="text-sm font-semibold">Notifications</h2>
          {unread.count > 0 ? (
            <Button variant="ghost" size="sm" onClick={() => void markRead({ all: true })}>
              Mark all as read
            </Button>
          ) : null}
        </div>
        {problem ? (
          <p role="alert" className="text-risk-high px-4 py-6 text-center text-sm">
            {problem.message}
          </p>
        ) : !read ? (
          <div role="status" aria-label="Loading notifications" className="flex flex-col gap-3 p-4">
            <Skeleton className="h-10" />
            <Skeleton className="h-10" />
          </div>
        ) : read.page.items.length === 0 ? (
          <p className="text-muted-foreground px-4 py-8 text-center text-sm text-pretty">
            No notifications yet. Assignments, mentions and time limits of your cases appear here.
          </p>
        ) : (
          <NotificationList
            items={read.page.items}
            readAt={read.readAt}
            timeZone={timeZone}
            onFollow={({ id, read_at }) => {
              onOpenChange(false)
              if (read_at === null) void markRead({ ids: [id] })
            }}
          />
        )}
      </PopoverContent>
    </Popover>
  )
}
