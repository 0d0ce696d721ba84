import type { Permission } from '@/lib/auth/permissions'

/** The sections that exist, in sidebar order. A new screen adds one line here. */
export interface Section {
  href: string
  label: string
  icon: 'queue' | 'models' | 'docs'
  /** Shown only to roles that hold it. */
  permission: Permission
}

export const SECTIONS: readonly Section[] = [
  { href: '/queue', label: 'Queue', icon: 'queue', permission: 'transaction:read' },
  { href: '/models', label: 'Models', icon: 'models', permission: 'model:read' },
  { href: '/docs', label: 'API docs', icon: 'docs', permission: 'api-key:manage' },
]

/** The top bar's title for each page that is not a section itself. */
const PAGE_TITLES: readonly [prefix: string, title: string][] = [['/transactions/', 'Transaction']]

export function titleOf(pathname: string): string {
  const section = SECTIONS.find(({ href }) => isWithin(pathname, href))
  if (section) return section.label
  return PAGE_TITLES.find(([prefix]) => pathname.startsWith(prefix))?.[1] ?? 'Page not found'
}

/** The section whose entry is marked while the page is open; a transaction is reached from the queue. */
export function activeSection(pathname: string): string | undefined {
  if (pathname.startsWith('/transactions/')) return '/queue'
  return SECTIONS.find(({ href }) => isWithin(pathname, href))?.href
}

const isWithin = (pathname: string, href: string) => pathname === href || pathname.startsWith(`${href}/`)
