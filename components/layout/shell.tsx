import type { ReactNode } from 'react'
import type { Section } from './navigation'
import { Sidebar } from './sidebar'
import { TopBar } from './top-bar'
import type { Person } from './user-menu'

interface ShellProps {
  sections: Section[]
  person: Person
  tenantName: string
  children: ReactNode
}

/** The frame of every signed-in page. */
export function Shell({ sections, person, tenantName, children }: ShellProps) {
  return (
    <div className="flex min-h-dvh">
      <a
        href="#content"
        className="bg-primary text-primary-foreground fixed top-2 left-2 z-50 -translate-y-20 rounded-md px-4 py-2 text-sm font-medium focus:translate-y-0"
      >
        Skip to content
      </a>
      <Sidebar sections={sections} />
      <div className="flex min-w-0 flex-1 flex-col">
        <TopBar sections={sections} person={person} tenantName={tenantName} />
        <main id="content" tabIndex={-1} className="w-full max-w-[1680px] flex-1 p-4 outline-none md:p-6">
          {children}
        </main>
      </div>
    </div>
  )
}
