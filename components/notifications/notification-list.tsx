import {
  Activity,
  AlarmClock,
  AtSign,
  BellOff,
  BellRing,
  Bird,
  EyeOff,
  GitPullRequestArrow,
  CircleCheck,
  ShieldAlert,
  TimerOff,
  UserCheck,
} from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/class-names'
import { RelativeTime } from '@/components/fraud/relative-time'
import type { Notification } from '@/lib/messaging/notifications/schema'
import { subjectHref } from './subject-href'

const ICONS = {
  case_assigned: UserCheck,
  case_mention: AtSign,
  case_sla_soon: AlarmClock,
  case_sla_breached: TimerOff,
  claim_overridden: EyeOff,
  drift_alarm: Activity,
  canary_stopped: Bird,
  change_waits: GitPullRequestArrow,
  change_decided: CircleCheck,
  administrator_access: ShieldAlert,
  alert: BellRing,
  channel_disabled: BellOff,
} as const

interface NotificationListProps {
  items: Notification[]
  readAt: string
  timeZone: string
  onFollow(notification: Notification): void
}

/** Newest first; each leads to what it is about. */
export function NotificationList({ items, readAt, timeZone, onFollow }: NotificationListProps) {
  return (
    <ul className="max-h-[min(60vh,28rem)] overflow-y-auto">
      {items.map((notification) => {
        const Icon = ICONS[notification.kind]
        const unread = notification.read_at === null
        return (
          <li key={notification.id} className="border-b last:border-b-0">
            <Link
              href={subjectHref(notification)}
              prefetch={false}
              onClick={() => onFollow(notification)}
              className={cn('hover:bg-accent flex gap-3 px-4 py-3 text-sm', unread && 'bg-primary/8')}
            >
              <Icon
                className={cn('mt-0.5 size-4 shrink-0', unread ? 'text-brand' : 'text-faint')}
                aria-hidden
              />
              <span className="min-w-0 flex-1">
                <span className={cn('block', unread && 'font-medium')}>
                  {unread ? <span className="sr-only">Unread: </span> : null}
                  {notification.text}
                </span>
                {notification.case ? (
                  <span className="text-muted-foreground block truncate text-[13px]">
                    {notification.case.title}
                  </span>
                ) : null}
                <span className="text-faint text-[12px]">
                  <RelativeTime at={notification.created_at} renderedAt={readAt} timeZone={timeZone} />
                </span>
              </span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
