import Link from 'next/link'
import type { ReactNode } from 'react'
import { Brand } from '@/components/layout/brand'
import { ThemeToggle } from '@/components/layout/theme-toggle'

const LINKS = [
  { href: '/docs', label: 'Reference' },
  { href: '/docs/problems', label: 'Problems' },
  { href: '/docs/deprecations', label: 'Deprecated names' },
] as const

/** Public: integrators read this before they have an account. */
export default function DocsLayout({ children }: { children: ReactNode }) {
  return (
    <div className="bg-background text-foreground min-h-dvh">
      <header className="flex flex-wrap items-center gap-x-6 gap-y-2 border-b px-4 py-3 sm:px-6">
        <Link href="/" className="flex">
          <Brand />
        </Link>
        <nav aria-label="Documentation" className="flex flex-1 flex-wrap gap-x-5 gap-y-1 text-sm">
          {LINKS.map(({ href, label }) => (
            <Link key={href} href={href} className="text-muted-foreground hover:text-foreground">
              {label}
            </Link>
          ))}
          {/* oxlint-disable-next-line nextjs/no-html-link-for-pages -- a file, not a page. */}
          <a href="/api/openapi.json" className="text-muted-foreground hover:text-foreground">
            OpenAPI document
          </a>
        </nav>
        <ThemeToggle />
      </header>
      <main>{children}</main>
    </div>
  )
}
