'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/class-names'

interface SectionLink {
  href: string
  label: string
  /** What waits there for the user. */
  waiting: number
}

/** The sections of the settings as links. On a phone they wrap. */
export function SectionLinks({ sections }: { sections: SectionLink[] }) {
  const pathname = usePathname()
  return (
    <nav aria-label="Settings">
      <ul className="flex flex-wrap gap-x-1 border-b">
        {sections.map(({ href, label, waiting }) => {
          const active = pathname === href || pathname.startsWith(`${href}/`)
          return (
            <li key={href}>
              <Link
                href={href}
                prefetch={false}
                aria-current={active ? 'page' : undefined}
                className={cn(
                  'text-muted-foreground hover:text-foreground -mb-px flex h-10 items-center border-b-2 border-transparent px-3 text-sm font-medium',
                  active && 'border-primary text-foreground',
                )}
              >
                {label}
                {waiting > 0 ? (
                  <span className="figure bg-primary text-primary-foreground ml-1.5 min-w-4 rounded-full px-1 text-center text-[11px] leading-4 font-semibold">
                    {waiting}
                    <span className="sr-only"> waiting for you</span>
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
