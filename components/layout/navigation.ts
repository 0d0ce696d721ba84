import type { Permission } from '@/lib/contract/permissions'

/** The sections that exist, in sidebar order. A new screen adds one line here. */
export interface Section {
  href: string
  label: string
  icon:
    | 'dashboard'
    | 'queue'
    | 'investigate'
    | 'cases'
    | 'watchlists'
    | 'upload'
    | 'audit'
    | 'models'
    | 'drift'
    | 'tuner'
    | 'settings'
    | 'docs'
  /** Shown only to roles with this permission. */
  permission: Permission
}

export const SECTIONS: readonly Section[] = [
  { href: '/dashboard', label: 'Dashboard', icon: 'dashboard', permission: 'transaction:read' },
  { href: '/queue', label: 'Queue', icon: 'queue', permission: 'transaction:read' },
  { href: '/investigate', label: 'Investigate', icon: 'investigate', permission: 'transaction:read' },
  { href: '/cases', label: 'Cases', icon: 'cases', permission: 'case:read' },
  { href: '/watchlists', label: 'Watchlists', icon: 'watchlists', permission: 'watchlist:read' },
  { href: '/upload', label: 'Upload', icon: 'upload', permission: 'transaction:upload' },
  { href: '/audit', label: 'Audit', icon: 'audit', permission: 'audit:read' },
  { href: '/models', label: 'Models', icon: 'models', permission: 'model:read' },
  { href: '/drift', label: 'Drift', icon: 'drift', permission: 'model:read' },
  { href: '/tuner', label: 'Tuner', icon: 'tuner', permission: 'model:read' },
  { href: '/settings', label: 'Settings', icon: 'settings', permission: 'case:read' },
  { href: '/docs', label: 'API docs', icon: 'docs', permission: 'api-key:manage' },
]

/** The titles of pages that are no section; checked before the section that contains them. */
const PAGE_TITLES: readonly [prefix: string, title: string][] = [
  ['/transactions/', 'Transaction'],
  ['/entities/', 'Entity'],
  ['/cases/sla', 'Time limits'],
  ['/cases/', 'Case'],
  ['/models/compare', 'Compare models'],
  ['/models/challengers', 'Challengers'],
  ['/models/', 'Model'],
]

export function titleOf(pathname: string): string {
  const page = PAGE_TITLES.find(([prefix]) => pathname.startsWith(prefix))
  if (page) return page[1]
  return SECTIONS.find(({ href }) => isWithin(pathname, href))?.label ?? 'Page not found'
}

/** The section to mark while the page is open; for other pages, the section that links to them. */
export function activeSection(pathname: string): string | undefined {
  if (pathname.startsWith('/transactions/')) return '/queue'
  if (pathname.startsWith('/entities/')) return '/investigate'
  return SECTIONS.find(({ href }) => isWithin(pathname, href))?.href
}

const isWithin = (pathname: string, href: string) => pathname === href || pathname.startsWith(`${href}/`)
