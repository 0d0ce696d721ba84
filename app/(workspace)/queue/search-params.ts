import { z } from 'zod'
import { type NextAlertInput, queueViewFilter } from '@/lib/desk/queue/schema'
import { type TransactionFilter, withPresentNames } from '@/lib/desk/transactions/schema'

/** The queue's state lives in its URL, so that every view of it can be linked, reloaded and returned to. */

/** Separates cursors in `prev`; cursors are base64url and never hold it. */
const SEPARATOR = '~'
const MAX_TRAIL = 40
export const PAGE_SIZE = 25

const { outcome, decision, order, ...optional } = queueViewFilter.shape

// An unknown value is a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  risk_band: optional.risk_band.catch(undefined),
  type: optional.type.catch(undefined),
  min_amount: optional.min_amount.catch(undefined),
  max_amount: optional.max_amount.catch(undefined),
  age: optional.age.catch(undefined),
  decision: z
    .enum([...decision.unwrap().options, 'all'])
    .default('pending')
    .catch('pending'),
  outcome: z
    .enum([...outcome.unwrap().options, 'all'])
    .default('flagged')
    .catch('flagged'),
  order: order.catch('loss'),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  /** The cursors of the pages before this one, first page first. */
  prev: z.string().max(20_000).optional().catch(undefined),
})
export type QueueView = z.infer<typeof viewSchema>
export type QueueFilter = Omit<QueueView, 'cursor' | 'prev'>

export const parseQueueView = (params: Record<string, string | string[] | undefined>): QueueView =>
  viewSchema.parse(withPresentNames(params))

/** The filter of the list that the view shows. */
export const toFilter = ({ decision, outcome, ...rest }: QueueFilter): TransactionFilter => ({
  ...rest,
  decision: decision === 'all' ? undefined : decision,
  outcome: outcome === 'all' ? undefined : outcome,
})

/** The filter of the view's next alert, which is always pending. */
export function toNextAlert(filter: QueueFilter): NextAlertInput {
  const { decision: _, ...rest } = toFilter(filter)
  return rest
}

/** What narrows the view beyond the open alerts; the order does not. */
export function narrowedBy({ order: _, decision, outcome, ...rest }: QueueFilter): Partial<QueueFilter> {
  const given = {
    decision: decision === 'pending' ? undefined : decision,
    outcome: outcome === 'flagged' ? undefined : outcome,
    ...rest,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

export const filterOf = ({ cursor: _c, prev: _p, ...filter }: QueueView): QueueFilter => filter

/** The URL of a view; defaults are left out. A changed filter starts at the first page. */
export const queueHref = (filter: QueueFilter): string =>
  withQuery({ ...narrowedBy(filter), order: filter.order === 'loss' ? undefined : filter.order })

export function nextPageHref(view: QueueView, nextCursor: string): string {
  const trail = trailOf(view)
  const prev = view.cursor ? [...trail, view.cursor].slice(-MAX_TRAIL) : trail
  return pageHref(view, nextCursor, prev)
}

/** Null on the first page. */
export function previousPageHref(view: QueueView): string | null {
  if (!view.cursor) return null
  const trail = trailOf(view)
  return pageHref(view, trail.at(-1), trail.slice(0, -1))
}

/** The URL of the page that is open, for links back. */
export const currentHref = (view: QueueView): string => pageHref(view, view.cursor, trailOf(view))

const trailOf = (view: QueueView): string[] => view.prev?.split(SEPARATOR).filter(Boolean) ?? []

function pageHref(view: QueueView, cursor: string | undefined, trail: string[]): string {
  const base = new URL(queueHref(filterOf(view)), 'http://here.invalid').searchParams
  return withQuery({
    ...Object.fromEntries(base),
    cursor,
    prev: trail.length > 0 ? trail.join(SEPARATOR) : undefined,
  })
}

function withQuery(values: Record<string, string | undefined>): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `/queue?${query}` : '/queue'
}
