'use client'

import {
  Activity,
  BookOpen,
  BriefcaseBusiness,
  ChartSpline,
  LayoutDashboard,
  ListOrdered,
  ScrollText,
  Search,
  Settings,
  ShieldBan,
  SlidersHorizontal,
  Upload,
} from 'lucide-react'
import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { Suspense } from 'react'
import { cn } from '@/components/class-names'
import { formatCapped } from '@/components/fraud/format-numbers'
import { activeSection, type Section } from './navigation'
import { useStatus } from './status-provider'

const ICONS = {
  dashboard: LayoutDashboard,
  queue: ListOrdered,
  investigate: Search,
  cases: BriefcaseBusiness,
  watchlists: ShieldBan,
  upload: Upload,
  audit: ScrollText,
  models: ChartSpline,
  drift: Activity,
  tuner: SlidersHorizontal,
  settings: Settings,
  docs: BookOpen,
} as const

interface NavLinksProps {
  sections: Section[]
  onNavigate?: () => void
  /** On narrow laptops the names are hidden; the icons stay. */
  collapses?: boolean
}

export function NavLinks({ sections, onNavigate, collapses = false }: NavLinksProps) {
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
                title={collapses ? label : undefined}
                aria-current={href === active ? 'page' : undefined}
                className={cn(
                  'hover:bg-accent/60 hover:text-foreground relative flex h-10 items-center gap-3 rounded-md border-l-2 border-transparent px-3 text-sm font-medium',
                  href === active && 'border-primary bg-primary/12 text-foreground rounded-l-none',
                )}
              >
                <Icon className={cn('size-4 shrink-0', href === active && 'text-brand')} aria-hidden />
                <span className={cn('flex-1', collapses && 'max-xl:sr-only')}>{label}</span>
                {href === '/queue' ? (
                  <span
                    className={cn('flex', collapses && 'max-xl:absolute max-xl:-top-0.5 max-xl:-right-1')}
                  >
                    <Suspense fallback={null}>
                      <OpenAlertsBadge />
                    </Suspense>
                  </span>
                ) : null}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

/** The number of open alerts, beside the name of the queue. */
function OpenAlertsBadge() {
  const status = useStatus()
  if (!status || status.open_alerts.count === 0) return null
  const count = formatCapped(status.open_alerts)
  return (
    <span className="figure bg-background text-brand rounded-full border px-1.5 text-[11px] leading-4 font-semibold whitespace-nowrap">
      {count}
      <span className="sr-only"> open alerts</span>
    </span>
  )
}
