import Link from 'next/link'
import { cn } from '@/components/class-names'

interface Segment {
  label: string
  /** Where the label is short. */
  words?: string
  href: string
  active: boolean
}

/** One choice out of a few that the address keeps, as links side by side. */
export function Segments({ label, options }: { label: string; options: Segment[] }) {
  return (
    <nav aria-label={label}>
      <ul className="bg-muted/50 flex w-fit rounded-md border p-0.5">
        {options.map(({ label: text, words, href, active }) => (
          <li key={text}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-label={words && `${text}: ${words}`}
              aria-current={active ? 'true' : undefined}
              className={cn(
                'text-muted-foreground hover:text-foreground flex h-7 items-center rounded-sm px-2.5 text-[13px] font-medium whitespace-nowrap',
                active && 'bg-secondary text-foreground',
              )}
            >
              {text}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
