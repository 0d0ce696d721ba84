import Link from 'next/link'
import { cn } from '@/components/class-names'
import { formatCapped } from '@/components/fraud/format-numbers'
import type { CaseStats } from '@/lib/desk/cases/schema'
import { type CasesFilter, casesUrl } from '../search-params'

const TILES = [
  { name: 'open', label: 'Open', filter: {} },
  { name: 'overdue', label: 'Overdue', filter: { overdue: 'true' } },
  { name: 'critical', label: 'Critical', filter: { priority: 'critical' } },
  { name: 'unassigned', label: 'Unassigned', filter: { assigned_to: 'unassigned' } },
  { name: 'mine', label: 'Mine', filter: { assigned_to: 'me' } },
] as const satisfies readonly { name: keyof CaseStats; label: string; filter: Partial<CasesFilter> }[]

/** The number of waiting cases; each tile links to exactly the cases that it counts. */
export function CaseTiles({ stats, here }: { stats: CaseStats; here: string }) {
  return (
    <nav aria-label="Cases that are not closed">
      <ul className="grid grid-cols-3 gap-2 sm:grid-cols-5 sm:gap-3">
        {TILES.map(({ name, label, filter }) => {
          const href = casesUrl.href(filter)
          const alarming = name === 'overdue' && stats[name].count > 0
          return (
            <li key={name}>
              <Link
                href={href}
                prefetch={false}
                aria-current={href === here ? 'true' : undefined}
                className="bg-card hover:border-input aria-[current]:border-input block rounded-lg border px-3 py-2 sm:px-4"
              >
                <span className="eyebrow block">{label}</span>
                <span className={cn('figure block text-xl leading-7', alarming && 'text-risk-high')}>
                  {formatCapped(stats[name])}
                </span>
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
