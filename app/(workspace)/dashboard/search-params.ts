import { z } from 'zod'
import {
  MAP_SCOPES,
  type MapScope,
  type Range,
  RANGES,
  REPLAYS,
  type Replays,
} from '@/lib/desk/dashboard/schema'

/** The state of the dashboard, kept in its URL. */
export const METRICS = ['volume', 'share'] as const
export type Metric = (typeof METRICS)[number]

// An unknown value comes from a mistyped link: the default view helps more than an error.
const viewSchema = z.object({
  range: z.enum(RANGES).default('24h').catch('24h'),
  map: z.enum(MAP_SCOPES).default('world').catch('world'),
  metric: z.enum(METRICS).default('volume').catch('volume'),
  replays: z.enum(REPLAYS).default('without').catch('without'),
})
export interface DashboardView {
  range: Range
  map: MapScope
  metric: Metric
  /** Whether figures count the transactions of replays. */
  replays: Replays
}

const DEFAULTS: DashboardView = { range: '24h', map: 'world', metric: 'volume', replays: 'without' }

export const parseDashboardView = (params: Record<string, string | string[] | undefined>): DashboardView =>
  viewSchema.parse(params)

/** The URL of a view with one change; defaults are omitted. */
export function dashboardHref(view: DashboardView, change: Partial<DashboardView>): string {
  const wanted = { ...view, ...change }
  const query = new URLSearchParams()
  for (const key of ['range', 'map', 'metric', 'replays'] as const)
    if (wanted[key] !== DEFAULTS[key]) query.set(key, wanted[key])
  return query.size > 0 ? `/dashboard?${query}` : '/dashboard'
}
