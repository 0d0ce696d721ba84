import Link from 'next/link'
import { cn } from '@/components/class-names'

interface Segment {
  label: string
  /** For short labels. */
  words?: string
  href: string
  active: boolean
}

interface SegmentsProps {
  label: string
  options: Segment[]
  /** When the surrounding text names the choice. */
  bare?: boolean
  className?: string
}

/** A choice between a few values, kept in the URL, as adjacent links. */
export function Segments({ label, options, bare = false, className }: SegmentsProps) {
  return (
    <nav aria-label={label} className={cn('flex flex-col items-start gap-1', className)}>
      {bare ? null : <span className="eyebrow">{label}</span>}
      <ul className="bg-card flex w-fit flex-wrap rounded-md border p-0.5">
        {options.map(({ label: text, words, href, active }) => (
          <li key={text}>
            <Link
              href={href}
              prefetch={false}
              scroll={false}
              aria-label={words && `${text}: ${words}`}
              aria-current={active ? 'true' : undefined}
              className={cn(
                'text-muted-foreground hover:text-foreground flex h-7 items-center rounded-sm px-2.5 text-[13px] font-medium whitespace-nowrap xl:px-2 2xl:px-2.5',
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
