import { Ban, ShieldCheck } from 'lucide-react'
import Link from 'next/link'
import { cn } from '@/components/class-names'
import { LIST_TYPES } from '@/lib/desk/watchlists/schema'
import { LIST_LABELS } from '../list-words'
import { type WatchlistsView, watchlistsHref } from '../search-params'

const ICONS = { blocked: Ban, trusted: ShieldCheck } as const

/** One list at a time; the filters go along. */
export function ListTabs({ view }: { view: WatchlistsView }) {
  return (
    <nav aria-label="List">
      <ul className="bg-card flex w-fit rounded-md border p-0.5">
        {LIST_TYPES.map((list) => {
          const Icon = ICONS[list]
          return (
            <li key={list}>
              <Link
                href={watchlistsHref({ ...view, list })}
                prefetch={false}
                aria-current={list === view.list ? 'page' : undefined}
                className={cn(
                  'text-muted-foreground hover:text-foreground flex h-8 items-center gap-1.5 rounded-sm px-3 text-sm font-medium',
                  list === view.list && 'bg-secondary text-foreground',
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
