import { Brand } from './brand'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'

/** Names and icons on a wide screen, icons alone on a narrow laptop; a phone has the drawer. */
export function Sidebar({ sections }: { sections: Section[] }) {
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
