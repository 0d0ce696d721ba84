import { Suspense } from 'react'
import { CommandCenter } from '@/components/command/command-center'
import { NotificationBell } from '@/components/notifications/notification-bell'
import type { KnownNotifications } from '@/components/notifications/use-notifications'
import { ModelHealth } from './model-health'
import { NavDrawer } from './nav-drawer'
import type { Section } from './navigation'
import { PageTitle } from './page-title'
import { ThemeToggle } from './theme-toggle'
import { type SignedInUser, UserMenu } from './user-menu'

export interface TopBarProps {
  sections: Section[]
  user: SignedInUser
  tenantName: string
  timeZone: string
  notifications: Promise<KnownNotifications | null>
}

export function TopBar({ sections, user, tenantName, timeZone, notifications }: TopBarProps) {
  return (
    <header className="bg-background/90 sticky top-0 z-30 flex h-14 items-center gap-3 border-b px-4 backdrop-blur md:px-6">
      <NavDrawer sections={sections} tenantName={tenantName} />
      <PageTitle />
      {/* It fills the bar, and late content comes first, so that it grows into free space. */}
      <div className="flex flex-1 shrink-0 items-center justify-end gap-1.5">
        <Suspense fallback={null}>
          <ModelHealth />
        </Suspense>
        <span className="text-muted-foreground mx-2 hidden max-w-48 truncate text-[13px] xl:inline">
          {tenantName}
        </span>
        {/* As wide as its controls from the start: the document may arrive in the middle of them. */}
        <div className="flex min-w-40.5 items-center gap-1.5 lg:min-w-70">
          <CommandCenter sections={sections} userId={user.id} />
          <Suspense fallback={<span className="size-9" />}>
            <NotificationBell known={notifications} timeZone={timeZone} />
          </Suspense>
          <ThemeToggle />
          <UserMenu user={user} tenantName={tenantName} />
        </div>
      </div>
    </header>
  )
}
