import type { NextAlertInput } from '@/lib/desk/queue/schema'
import { queueUrl, toNextAlert } from '../../queue/search-params'

/** The list that the user came from, and the filter of its next alert. */
export interface Origin {
  href: string
  label: string
  next: NextAlertInput
}

const SECTIONS: Record<string, string> = {
  queue: 'the queue',
  investigate: 'the search',
  entities: 'the entity',
  cases: 'the case',
  dashboard: 'the dashboard',
  audit: 'the audit log',
}
const QUEUE = { href: '/queue', label: 'Back to the queue', next: { order: 'loss' } } as const

/** Reads `from`. Only URLs of the product's own lists count: a foreign link must not set the back link. */
export function originOf(from: string | string[] | undefined): Origin {
  if (typeof from !== 'string' || !/^\/[a-z]/.test(from)) return QUEUE
  const base = 'http://here.invalid'
  const url = URL.canParse(from, base) ? new URL(from, base) : null
  const section = url?.origin === base ? url.pathname.split('/')[1] : undefined
  const label = section === undefined ? undefined : SECTIONS[section]
  if (!url || label === undefined) return QUEUE
  const next =
    section === 'queue'
      ? toNextAlert(queueUrl.parse(Object.fromEntries(url.searchParams)).filter)
      : QUEUE.next
  return { href: url.pathname + url.search, label: `Back to ${label}`, next }
}
