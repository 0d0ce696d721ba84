import { z } from 'zod'
import { OUTCOMES, RISK_BANDS } from '@/lib/policy'
import { QUEUE_ORDERS, type QueueInput } from '@/lib/transactions/schema'

/** The queue's state lives in its address, so that every view of it can be linked, reloaded and gone back to. */
export const QUEUE_STATUSES = ['pending', 'decided', 'all'] as const

/** Separates cursors in `prev`; cursors are base64url and never hold it. */
const SEPARATOR = '~'
const MAX_TRAIL = 40
export const PAGE_SIZE = 25

// A value that is not known is a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  risk: z.enum(RISK_BANDS).optional().catch(undefined),
  status: z.enum(QUEUE_STATUSES).default('pending').catch('pending'),
  outcome: z.enum(OUTCOMES).optional().catch(undefined),
  order: z.enum(QUEUE_ORDERS).default('loss').catch('loss'),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  /** The cursors of the pages before this one, first page first. */
  prev: z.string().max(20_000).optional().catch(undefined),
})
export type QueueView = z.infer<typeof viewSchema>
export type QueueFilter = Pick<QueueView, 'risk' | 'status' | 'outcome' | 'order'>

export const parseQueueView = (params: Record<string, string | string[] | undefined>): QueueView =>
  viewSchema.parse(params)

export function toQueueInput(view: QueueView): QueueInput {
  const { risk, outcome, order, cursor, status } = view
  const decided = status === 'all' ? undefined : status === 'decided'
  return { risk, outcome, order, cursor, decided, limit: PAGE_SIZE }
}

export const isFiltered = ({ risk, outcome, status }: QueueFilter): boolean =>
  risk !== undefined || outcome !== undefined || status !== 'pending'

/** The address of a view; what equals the default is left out. A changed filter starts at the first page. */
export function queueHref({ risk, status, outcome, order }: QueueFilter): string {
  return withQuery({
    risk,
    status: status === 'pending' ? undefined : status,
    outcome,
    order: order === 'loss' ? undefined : order,
  })
}

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

const trailOf = (view: QueueView): string[] => view.prev?.split(SEPARATOR).filter(Boolean) ?? []

function pageHref(view: QueueView, cursor: string | undefined, trail: string[]): string {
  const base = new URL(queueHref(view), 'http://here.invalid').searchParams
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
