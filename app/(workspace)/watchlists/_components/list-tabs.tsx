import { Ban, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/class-names'
import { LIST_TYPES } from '@/lib/desk/watchlists/schema'
import { LIST_LABELS } from '../list-words'
import { type WatchlistsFilter, watchlistsUrl } from '../search-params'

const ICONS = { blocked: Ban, trusted: ShieldCheck } as const

/** One list at a time; the filters stay set. */
export function ListTabs({ filter }: { filter: WatchlistsFilter }) {
  return (
    <nav aria-label="List">
      <ul className="bg-card flex w-fit rounded-md border p-0.5">
        {LIST_TYPES.map((list) => {
          const Icon = ICONS[list]
          return (
            <li key={list}>
              <Link
                href={watchlistsUrl.href({ ...filter, list })}
                prefetch={false}
                aria-current={list === filter.list ? 'page' : undefined}
                className={cn(
                  'text-muted-foreground hover:text-foreground flex h-8 items-center gap-1.5 rounded-sm px-3 text-sm font-medium',
                  list === filter.list && 'bg-secondary text-foreground',
                )}
              >
                <Icon aria-hidden className="size-4" />
                {LIST_LABELS[list]}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
