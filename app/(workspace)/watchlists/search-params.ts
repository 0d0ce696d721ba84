import { z } from 'zod'
import { listUrl } from '@/components/list-page/list-url'
import { ENTRY_STATES, LIST_TYPES, LISTED_KINDS } from '@/lib/desk/watchlists/schema'

export const PAGE_SIZE = 50

/** The page shows currently blocked entries by default. */
export const watchlistsUrl = listUrl({
  path: '/watchlists',
  fields: {
    list: z.enum(LIST_TYPES).default('blocked'),
    kind: z.enum(LISTED_KINDS).optional(),
    q: z.string().trim().min(1).max(64).optional(),
    state: z.enum([...ENTRY_STATES, 'all']).default('active'),
  },
  neutral: ['list'],
})
export type WatchlistsFilter = ReturnType<typeof watchlistsUrl.parse>['filter']

/** The same filters as `GET /api/watchlists` names them. */
export const toWatchlistFilter = ({ list, kind, q, state }: WatchlistsFilter) => ({
  list_type: list,
  kind,
  q,
  state: state === 'all' ? undefined : state,
})
