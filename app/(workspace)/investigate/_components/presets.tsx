import Link from 'next/link'
import { cn } from '@/components/class-names'
import { investigateHref } from '@/components/fraud/links'
import { PRESETS } from '../filter-fields'
import type { Given } from '../search-params'

/** Frequent searches as links; the open one is marked. */
export function Presets({ given }: { given: Given }) {
  const { order: _, ...filters } = given
  const open = investigateHref(filters)
  return (
    <nav aria-label="Presets" className="min-w-0">
      <ul className="flex gap-1.5 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4 sm:flex-wrap">
        {PRESETS.map(({ label, query }) => {
          const active = sameFilters(investigateHref(query), open)
          return (
            <li key={label}>
              <Link
                href={investigateHref(query)}
                prefetch={false}
                scroll={false}
                aria-current={active ? 'true' : undefined}
                className={cn(
                  'hover:bg-accent inline-flex h-8 items-center rounded-full border px-3 text-[13px] whitespace-nowrap',
                  active ? 'bg-secondary text-foreground font-medium' : 'text-muted-foreground',
                )}
              >
                {label}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}

const sameFilters = (a: string, b: string): boolean => sorted(a) === sorted(b)
const sorted = (href: string): string => (href.split('?')[1] ?? '').split('&').sort().join('&')
