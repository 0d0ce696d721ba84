import { Bell } from 'lucide-react'
import type { ComponentProps } from 'react'
import { formatCapped } from '@/components/fraud/format-numbers'
import { Button } from '@/components/ui/button'
import type { KnownNotifications } from './use-notifications'

interface BellButtonProps extends ComponentProps<typeof Button> {
  unread: KnownNotifications['unread']
}

export function BellButton({ unread, ...props }: BellButtonProps) {
  return (
    <Button variant="ghost" size="icon" className="relative" aria-label={nameOf(unread)} {...props}>
      <Bell aria-hidden />
      {unread.count > 0 ? (
        <span className="figure bg-primary text-primary-foreground absolute -top-0.5 -right-0.5 min-w-4 rounded-full px-1 text-[10px] leading-4 font-semibold">
          {unread.count > 99 ? '99+' : unread.count}
        </span>
      ) : null}
    </Button>
  )
}

const nameOf = (unread: KnownNotifications['unread']): string =>
  unread.count === 0 ? 'Notifications' : `Notifications, ${formatCapped(unread)} unread`
