import { NavDrawer } from './nav-drawer'
import type { Section } from './navigation'
import { PageTitle } from './page-title'
import { ThemeToggle } from './theme-toggle'
import { type Person, UserMenu } from './user-menu'

export function TopBar(props: { sections: Section[]; person: Person; tenantName: string }) {
  const { sections, person, tenantName } = props
  return (
    <header className="bg-background/90 sticky top-0 z-30 flex h-14 items-center gap-3 border-b px-4 backdrop-blur md:px-6">
      <NavDrawer sections={sections} tenantName={tenantName} />
      <PageTitle />
      <div className="ml-auto flex items-center gap-1.5">
        <span className="text-muted-foreground mr-2 hidden text-[13px] sm:inline">{tenantName}</span>
        <ThemeToggle />
        <UserMenu person={person} tenantName={tenantName} />
      </div>
    </header>
  )
}
