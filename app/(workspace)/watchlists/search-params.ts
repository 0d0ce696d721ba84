import { z } from 'zod'
import { ENTRY_STATES, LIST_TYPES, LISTED_KINDS } from '@/lib/desk/watchlists/schema'
import { MAX_TRAIL_LENGTH, nextPlace, type Place, previousPlace } from '../_lib/page-trail'

/** The page's state lives in its address. It opens on what is blocked now. */
export const PAGE_SIZE = 50

// A value that is not known is a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  list: z.enum(LIST_TYPES).default('blocked').catch('blocked'),
  kind: z.enum(LISTED_KINDS).optional().catch(undefined),
  q: z.string().trim().min(1).max(64).optional().catch(undefined),
  state: z
    .enum([...ENTRY_STATES, 'all'])
    .default('active')
    .catch('active'),
  cursor: z.uuid().optional().catch(undefined),
  prev: z.string().max(MAX_TRAIL_LENGTH).optional().catch(undefined),
})
export type WatchlistsView = z.infer<typeof viewSchema>
type Filter = Omit<WatchlistsView, 'cursor' | 'prev'>

export const parseWatchlistsView = (params: Record<string, string | string[] | undefined>): WatchlistsView =>
  viewSchema.parse(params)

/** The same filters as `GET /api/watchlists` names them. */
export const toWatchlistFilter = ({ list, kind, q, state }: Filter) => ({
  list_type: list,
  ...(kind && { kind }),
  ...(q !== undefined && { q }),
  ...(state !== 'all' && { state }),
})

export const exportQuery = (view: Filter): string =>
  new URLSearchParams(Object.entries(toWatchlistFilter(view))).toString()

export const isFiltered = ({ kind, q, state }: Filter): boolean =>
  kind !== undefined || q !== undefined || state !== 'active'

/** The address of a view; what equals the default is left out. A changed filter starts at the first page. */
export function watchlistsHref({ list, kind, q, state }: Partial<Filter>, place: Place = {}): string {
  const values = {
    list: list === 'blocked' ? undefined : list,
    kind,
    q: q || undefined,
    state: state === 'active' ? undefined : state,
    cursor: place.cursor,
    prev: place.prev,
  }
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(values)) if (value !== undefined) query.set(name, value)
  return query.size > 0 ? `/watchlists?${query}` : '/watchlists'
}

/** @param lastId the id of the last entry on the page */
export const nextPageHref = (view: WatchlistsView, lastId: string): string =>
  watchlistsHref(view, nextPlace(view, lastId))

/** Null on the first page. */
export function previousPageHref(view: WatchlistsView): string | null {
  const place = previousPlace(view)
  return place && watchlistsHref(view, place)
}
