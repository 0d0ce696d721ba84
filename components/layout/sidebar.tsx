import { Brand } from './brand'
import { NavLinks } from './nav-links'
import type { Section } from './navigation'

export function Sidebar({ sections }: { sections: Section[] }) {
  return (
    <aside className="bg-sidebar text-sidebar-foreground sticky top-0 hidden h-dvh w-52 shrink-0 flex-col border-r md:flex">
      <div className="flex h-14 items-center px-5">
        <Brand />
      </div>
      <div className="flex-1 overflow-y-auto px-3 py-3">
        <NavLinks sections={sections} />
      </div>
    </aside>
  )
}
