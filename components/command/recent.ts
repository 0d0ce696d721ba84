/** The objects that the user last visited in this browser, newest first. */
export interface Visit {
  href: string
  label: string
}

const MOST = 8
const OBJECT_PAGE = /^\/(transactions|entities|cases)\/[^/]+$/
const isCaseSetting = (pathname: string): boolean => pathname === '/cases/sla'

export const isObjectPage = (pathname: string): boolean =>
  OBJECT_PAGE.test(pathname) && !isCaseSetting(pathname)

const keyOf = (userId: string): string => `sentinel.recent.${userId}`

export function readVisits(userId: string): Visit[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]')
    return Array.isArray(stored) ? stored.filter(isVisit).slice(0, MOST) : []
  } catch {
    // Storage can be blocked, or contain data of another version.
    return []
  }
}

export function rememberVisit(userId: string, visit: Visit): void {
  const others = readVisits(userId).filter(({ href }) => href !== visit.href)
  try {
    localStorage.setItem(keyOf(userId), JSON.stringify([visit, ...others].slice(0, MOST)))
  } catch {
    // Without storage there are no recent items.
  }
}

function isVisit(value: unknown): value is Visit {
  const { href, label } = (value ?? {}) as Partial<Record<keyof Visit, unknown>>
  // Only paths of this site: `//elsewhere` and `javascript:` are not.
  return typeof label === 'string' && typeof href === 'string' && /^\/[^/\\]/.test(href)
}
