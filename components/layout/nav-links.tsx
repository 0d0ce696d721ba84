'use client'

import {
  BookOpen,
  BriefcaseBusiness,
  ChartSpline,
  LayoutDashboard,
  ListOrdered,
  ScrollText,
  Search,
  ShieldBan,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/class-names'
import { activeSection, type Section } from './navigation'

const ICONS = {
  dashboard: LayoutDashboard,
  queue: ListOrdered,
  investigate: Search,
  cases: BriefcaseBusiness,
  watchlists: ShieldBan,
  audit: ScrollText,
  models: ChartSpline,
  docs: BookOpen,
} as const

export function NavLinks({ sections, onNavigate }: { sections: Section[]; onNavigate?: () => void }) {
  const active = activeSection(usePathname())
  return (
    <nav aria-label="Main">
      <ul className="flex flex-col gap-0.5">
        {sections.map(({ href, label, icon }) => {
          const Icon = ICONS[icon]
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                onClick={onNavigate}
                aria-current={href === active ? 'page' : undefined}
                className={cn(
                  'hover:bg-accent/60 hover:text-foreground flex h-10 items-center gap-3 rounded-md border-l-2 border-transparent px-3 text-sm font-medium',
                  href === active && 'border-primary bg-primary/12 text-foreground rounded-l-none',
                )}
              >
                <Icon className={cn('size-4', href === active && 'text-brand')} aria-hidden />
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
