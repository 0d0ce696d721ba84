import type { EntityKind } from '@/lib/contract/entities'

/** The URLs of the product's objects, in one place. */
export type { EntityKind }

/** Repeated here, so that a page with links does not load the schemas. */
export const ENTITY_KINDS = ['account', 'device', 'phone'] as const satisfies readonly EntityKind[]

/** Filters of the investigate page, by the names in its URL. */
export const INVESTIGATE_KEYS = [
  'q',
  'type',
  'risk_band',
  'outcome',
  'decision',
  'reason',
  'min_score',
  'max_score',
  'min_amount',
  'max_amount',
  'from',
  'to',
  'country',
  'region',
  'weekday',
  'hour',
  'upload',
  'replayed',
  'order',
] as const
export type InvestigateQuery = Partial<Record<(typeof INVESTIGATE_KEYS)[number], string | number>>

/** @param from the URL that its back link leads to */
export const transactionHref = (id: string, from?: string): string =>
  withQuery(`/transactions/${id}`, { from })
/** The comparison of a challenger with the production model. */
export const challengerHref = (id: string): string => `/models/challengers?model=${id}`
export const caseHref = (id: string): string => `/cases/${id}`
export const investigateHref = (query: InvestigateQuery = {}): string => withQuery('/investigate', query)
export const entityHref = (kind: EntityKind, id: string): string =>
  withQuery(`/entities/${encodeURIComponent(id)}`, kind === 'account' ? {} : { kind })

function withQuery(path: string, query: Record<string, string | number | undefined>): string {
  const given = Object.entries(query).filter(([, value]) => value !== undefined && value !== '')
  const text = new URLSearchParams(given.map(([name, value]) => [name, String(value)]))
  return text.size > 0 ? `${path}?${text}` : path
}
