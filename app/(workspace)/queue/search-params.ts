import { z } from 'zod'
import type { NextAlertInput } from '@/lib/desk/queue/schema'
import { OUTCOMES, RISK_BANDS } from '@/lib/engine/policy'
import { QUEUE_ORDERS, type QueueInput } from '@/lib/desk/queue/schema'
import { filterFields } from '@/lib/desk/transactions/schema'

/** The queue's state lives in its address, so that every view of it can be linked, reloaded and gone back to. */
export const QUEUE_STATUSES = ['pending', 'decided', 'all'] as const
export const QUEUE_OUTCOMES = ['flagged', ...OUTCOMES, 'all'] as const

/** Separates cursors in `prev`; cursors are base64url and never hold it. */
const SEPARATOR = '~'
const MAX_TRAIL = 40
export const PAGE_SIZE = 25

// A value that is not known is a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  risk: z.enum(RISK_BANDS).optional().catch(undefined),
  status: z.enum(QUEUE_STATUSES).default('pending').catch('pending'),
  outcome: z.enum(QUEUE_OUTCOMES).default('flagged').catch('flagged'),
  order: z.enum(QUEUE_ORDERS).default('loss').catch('loss'),
  type: filterFields.type.catch(undefined),
  min_amount: filterFields.min_amount.catch(undefined),
  max_amount: filterFields.max_amount.catch(undefined),
  age: filterFields.age.catch(undefined),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  /** The cursors of the pages before this one, first page first. */
  prev: z.string().max(20_000).optional().catch(undefined),
})
export type QueueView = z.infer<typeof viewSchema>
export type QueueFilter = Omit<QueueView, 'cursor' | 'prev'>

export const parseQueueView = (params: Record<string, string | string[] | undefined>): QueueView =>
  viewSchema.parse(params)

export function toQueueInput({ status, outcome, prev: _, ...same }: QueueView): QueueInput {
  return {
    ...same,
    outcome: outcome === 'all' ? undefined : outcome,
    decided: status === 'all' ? undefined : status === 'decided',
    limit: PAGE_SIZE,
  }
}

/** What the next alert of this view must be like; what is decided is never next. */
export function toNextAlert({ risk, status: _, outcome, ...same }: QueueFilter): NextAlertInput {
  const { order, type, min_amount, max_amount, age } = same
  return {
    order,
    type,
    min_amount,
    max_amount,
    age,
    band: risk,
    outcome: outcome === 'all' ? undefined : outcome,
  }
}

/** What narrows the view beyond the open alerts; the order does not. */
export function narrowedBy({ order: _, status, outcome, ...rest }: QueueFilter): Partial<QueueFilter> {
  const given = {
    status: status === 'pending' ? undefined : status,
    outcome: outcome === 'flagged' ? undefined : outcome,
    ...rest,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined))
}

export const filterOf = ({ cursor: _c, prev: _p, ...filter }: QueueView): QueueFilter => filter

/** The address of a view; what equals the default is left out. A changed filter starts at the first page. */
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

/** The address of the page that is open, to come back to. */
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
