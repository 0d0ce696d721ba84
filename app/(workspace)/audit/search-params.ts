import { z } from 'zod'
import { AUDIT_CATEGORIES, type AuditFilter } from '@/lib/access/audit/schema'
import { MAX_TRAIL_LENGTH, nextPlace, type Place, previousPlace } from '../_lib/page-trail'

/** The trail's filters live in its address, so that what was found can be linked and gone back to. */
export const PAGE_SIZE = 50

// A value that is not known is a mistyped link: the default view helps more than an error.
const text = (max: number) => z.string().trim().min(1).max(max).optional().catch(undefined)
const viewSchema = z
  .object({
    category: z.enum(AUDIT_CATEGORIES).optional().catch(undefined),
    actor: text(64),
    object_kind: text(64),
    object_id: text(128),
    from: z.iso.date().optional().catch(undefined),
    to: z.iso.date().optional().catch(undefined),
    cursor: text(512),
    prev: z.string().max(MAX_TRAIL_LENGTH).optional().catch(undefined),
  })
  .transform((view) => {
    const whole = view.object_kind !== undefined && view.object_id !== undefined
    return whole ? view : { ...view, object_kind: undefined, object_id: undefined }
  })
export type AuditView = z.output<typeof viewSchema>
type Filter = Omit<AuditView, 'cursor' | 'prev'>

const FILTERS = ['category', 'actor', 'object_kind', 'object_id', 'from', 'to'] as const

export const parseAuditView = (params: Record<string, string | string[] | undefined>): AuditView =>
  viewSchema.parse(params)

/** The same filters as `GET /api/audit` names them. */
export const toAuditFilter = (view: Filter): AuditFilter =>
  Object.fromEntries(FILTERS.flatMap((name) => (view[name] === undefined ? [] : [[name, view[name]]])))

export const isFiltered = (view: Filter): boolean => FILTERS.some((name) => view[name] !== undefined)

/** The address of a view. A changed filter starts at the first page. */
export function auditHref(view: Partial<Filter>, place: Place = {}): string {
  const values = { ...Object.fromEntries(FILTERS.map((name) => [name, view[name]])), ...place }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value) query.set(name, value)
  return query.size > 0 ? `/audit?${query}` : '/audit'
}

export const exportQuery = (view: Filter): string =>
  new URLSearchParams(Object.entries(toAuditFilter(view))).toString()

export const nextPageHref = (view: AuditView, nextCursor: string): string =>
  auditHref(view, nextPlace(view, nextCursor))

/** Null on the first page. */
export function previousPageHref(view: AuditView): string | null {
  const place = previousPlace(view)
  return place && auditHref(view, place)
}
