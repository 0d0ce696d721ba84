'use client'

import Link from 'next/link'
import { usePathname } from 'next/navigation'
import { cn } from '@/components/class-names'

/** The sections of the settings as links. On a phone they wrap. */
export function SectionLinks({ sections }: { sections: { href: string; label: string }[] }) {
  const pathname = usePathname()
  return (
    <nav aria-label="Settings">
      <ul className="flex flex-wrap gap-x-1 border-b">
        {sections.map(({ href, label }) => {
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
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
