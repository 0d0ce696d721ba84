import { z } from 'zod'
import { CASE_ORDERS, CASE_PRIORITIES, CASE_STATUS_FILTERS } from '@/lib/desk/cases/schema'
import { MAX_TRAIL_LENGTH, nextPlace, type Place, previousPlace } from '../../_lib/page-trail'

/** The list's state lives in its address. Without a status it shows what is not closed. */
export const PAGE_SIZE = 25

// A value that is not known is a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  status: z
    .enum([...CASE_STATUS_FILTERS, 'all'])
    .default('active')
    .catch('active'),
  priority: z.enum(CASE_PRIORITIES).optional().catch(undefined),
  assigned_to: z
    .union([z.enum(['me', 'unassigned']), z.uuid()])
    .optional()
    .catch(undefined),
  overdue: z.literal('true').optional().catch(undefined),
  q: z.string().trim().min(1).max(128).optional().catch(undefined),
  order: z.enum(CASE_ORDERS).default('updated').catch('updated'),
  cursor: z.string().min(1).max(512).optional().catch(undefined),
  prev: z.string().max(MAX_TRAIL_LENGTH).optional().catch(undefined),
})
export type CasesView = z.infer<typeof viewSchema>
export type CasesFilter = Omit<CasesView, 'cursor' | 'prev'>

export const parseCasesView = (params: Record<string, string | string[] | undefined>): CasesView =>
  viewSchema.parse(params)

/** The same filters as `GET /api/cases` names them. */
export const toCaseFilter = ({ status, priority, assigned_to, overdue, q, order }: CasesView) => ({
  priority,
  assigned_to,
  overdue,
  q,
  order,
  status: status === 'all' ? undefined : status,
})

export const isFiltered = ({ status, priority, assigned_to, overdue, q }: CasesFilter): boolean =>
  status !== 'active' || [priority, assigned_to, overdue, q].some((value) => value !== undefined)

/** The address of a view; what equals the default is left out. A changed filter starts at the first page. */
export const casesHref = (filter: Partial<CasesFilter>, place: Place = {}): string => {
  const { status, priority, assigned_to, overdue, q, order } = filter
  const query = new URLSearchParams()
  const values = {
    status: status === 'active' ? undefined : status,
    priority,
    assigned_to,
    overdue,
    q: q || undefined,
    order: order === 'updated' ? undefined : order,
    cursor: place.cursor,
    prev: place.prev,
  }
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `/cases?${query}` : '/cases'
}

export const nextPageHref = (view: CasesView, nextCursor: string): string =>
  casesHref(view, nextPlace(view, nextCursor))

/** Null on the first page. */
export function previousPageHref(view: CasesView): string | null {
  const place = previousPlace(view)
  return place && casesHref(view, place)
}
