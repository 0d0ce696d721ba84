import { X } from 'lucide-react'
import Link from 'next/link'
import { filterWords } from '../filter-fields'
import { type Given, narrowedBy, withoutHref } from '../given'

/** What narrows the search, each with a way to take it away. */
export function ActiveFilters({ given }: { given: Given }) {
  const filters = Object.entries(narrowedBy(given)) as [Exclude<keyof Given, 'order'>, string][]
  if (filters.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {filters.map(([key, value]) => (
        <li key={key} className="min-w-0">
          <Link
            href={withoutHref(given, key)}
            prefetch={false}
            scroll={false}
            className="bg-secondary hover:bg-accent inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border px-3 text-[13px]"
          >
            <span className="truncate">{filterWords(key, value)}</span>
            <X className="size-3.5 shrink-0" aria-label="Remove" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href="/investigate"
          prefetch={false}
          scroll={false}
          className="text-[13px] underline underline-offset-4"
        >
          Clear all
        </Link>
      </li>
    </ul>
  )
}
