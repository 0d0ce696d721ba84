import type { ReactNode } from 'react'
import { ClaimsQuestion } from '@/components/fraud/claims-question'
import type { Status } from '@/lib/desk/status/schema'
import { Brand } from './brand'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'
import { StatusProvider } from './status-provider'
import { TopBar, type TopBarProps } from './top-bar'

interface ShellProps extends TopBarProps {
  status: Promise<Status | null>
  mayOverrideClaims: boolean
  children: ReactNode
}

/** The layout of every signed-in page. */
export function Shell({ status, mayOverrideClaims, children, ...bar }: ShellProps) {
  return (
    <StatusProvider initial={status}>
      <div className="flex min-h-dvh">
        <a
          href="#content"
          className="bg-primary text-primary-foreground fixed top-2 left-2 z-50 -translate-y-20 rounded-md px-4 py-2 text-sm font-medium focus:translate-y-0"
        >
          Skip to content
        </a>
        <Sidebar sections={bar.sections} />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar {...bar} />
          <main id="content" tabIndex={-1} className="w-full max-w-[2200px] flex-1 p-4 outline-none md:p-6">
            {children}
          </main>
        </div>
      </div>
      <ClaimsQuestion mayOverride={mayOverrideClaims} timeZone={bar.timeZone} />
    </StatusProvider>
  )
}

/** Names and icons on a wide screen, icons only on a narrow laptop, a drawer on a phone. */
function Sidebar({ sections }: { sections: Section[] }) {
  return (
    <aside className="bg-sidebar text-sidebar-foreground sticky top-0 hidden h-dvh w-16 shrink-0 flex-col border-r md:flex xl:w-52">
      <div className="flex h-14 items-center px-5">
        <Brand collapses />
      </div>
      <div className="flex-1 overflow-y-auto px-2 py-3 xl:px-3">
        <NavLinks sections={sections} collapses />
      </div>
    </aside>
  )
}
