import { INVESTIGATE_KEYS, investigateHref } from '@/components/fraud/links'
import { fieldErrors } from '@/lib/contract/validation'
import { type TransactionFilter, transactionFilter, withPresentNames } from '@/lib/desk/transactions/schema'
import { FILTER_LABELS, type FilterKey } from './filter-fields'
import type { Given } from './given'

/** The search's state lives in its address, so that every view of it can be linked, reloaded, saved and gone back to. */
export const PAGE_SIZE = 50
/** Separates cursors in `prev`; cursors are base64url and never hold it. */
const SEPARATOR = '~'
const MAX_TRAIL = 40
const MAX_CURSOR = 512

export interface InvestigateView {
  /** The filters as the address writes them. */
  given: Given
  /** What they mean; null where one of them means nothing, which is then said rather than left out unseen. */
  filter: TransactionFilter | null
  refused: string | null
  cursor: string | undefined
  /** The cursors of the pages before this one, first page first. */
  trail: string[]
}

export function parseInvestigateView(
  searchParams: Record<string, string | string[] | undefined>,
): InvestigateView {
  const params = withPresentNames(searchParams)
  const textOf = (key: string) => [params[key]].flat()[0]?.trim() ?? ''
  const given: Given = Object.fromEntries(
    INVESTIGATE_KEYS.map((key) => [key, textOf(key)]).filter(([, text]) => text !== ''),
  )
  const parsed = transactionFilter.safeParse(given)
  const cursor = textOf('cursor').slice(0, MAX_CURSOR)
  return {
    given,
    filter: parsed.success ? parsed.data : null,
    refused: parsed.success
      ? null
      : fieldErrors(parsed.error)
          .map(({ field, reason }) => `${FILTER_LABELS[field as FilterKey] ?? field}: ${reason}`)
          .join('; '),
    cursor: cursor === '' ? undefined : cursor,
    trail: textOf('prev').split(SEPARATOR).filter(Boolean).slice(-MAX_TRAIL),
  }
}

export function nextPageHref({ given, cursor, trail }: InvestigateView, nextCursor: string): string {
  return pageHref(given, nextCursor, cursor === undefined ? trail : [...trail, cursor].slice(-MAX_TRAIL))
}

/** Null on the first page. */
export function previousPageHref({ given, cursor, trail }: InvestigateView): string | null {
  return cursor === undefined ? null : pageHref(given, trail.at(-1), trail.slice(0, -1))
}

/** The address of the page that is open, to come back to. */
export const currentHref = ({ given, cursor, trail }: InvestigateView): string =>
  pageHref(given, cursor, trail)

function pageHref(given: Given, cursor: string | undefined, trail: string[]): string {
  const place = new URLSearchParams()
  if (cursor !== undefined) place.set('cursor', cursor)
  if (trail.length > 0) place.set('prev', trail.join(SEPARATOR))
  const href = investigateHref(given)
  if (place.size === 0) return href
  return `${href}${href.includes('?') ? '&' : '?'}${place}`
}
