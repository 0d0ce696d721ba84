import { X } from 'lucide-react'
import Link from 'next/link'
import type { ListUrl } from './list-url'

interface FilterChipsProps<Filter> {
  url: ListUrl<Filter>
  filter: Filter
  /** A filter in words; null for one that another chip says. */
  words: (name: keyof Filter & string, value: string) => string | null
}

/** What narrows the list, each with a link that removes it. */
export function FilterChips<Filter>({ url, filter, words }: FilterChipsProps<Filter>) {
  const chips = (Object.entries(url.narrowing(filter)) as [keyof Filter & string, string][])
    .map(([name, value]) => ({ name, text: words(name, value) }))
    .filter(({ text }) => text !== null)
  if (chips.length === 0) return null
  return (
    <ul aria-label="Filters" className="flex flex-wrap items-center gap-2">
      {chips.map(({ name, text }) => (
        <li key={name} className="min-w-0">
          <Link
            href={url.withoutHref(filter, name)}
            prefetch={false}
            scroll={false}
            className="bg-secondary hover:bg-accent inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border px-3 text-[13px]"
          >
            <span className="truncate">{text}</span>
            <X className="size-3.5 shrink-0" aria-label="Remove" />
          </Link>
        </li>
      ))}
      <li>
        <Link
          href={url.clearedHref(filter)}
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
