import { z } from 'zod'
import type { Context } from '@/lib/contract/context'
import { defineOperation } from '@/lib/contract/operation'
import { countOpenAlerts } from '@/lib/desk/queue'
import {
  heatmapResponse,
  kpisResponse,
  placesResponse,
  sparklineResponse,
  timeseriesResponse,
  typeBreakdownResponse,
} from './responses'
import { judgePosture } from './judge-posture'
import {
  presentHeatmap,
  presentKpis,
  presentPlaces,
  presentSparkline,
  presentTimeseries,
  presentTypeBreakdown,
} from './present'
import { readActivity, readBaseline } from './read-activity'
import { readPlaces } from './read-places'
import { RANGES, type Span } from './schema'

const query = z
  .strictObject({
    range: z.enum(RANGES).optional().describe('24h where neither range nor hours is given'),
    hours: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 87600')
      .transform(Number)
      .pipe(z.number().max(87_600))
      .optional()
      .describe('So many hours up to the end of the one that runs; 0 for all time'),
  })
  .refine(({ range, hours }) => range === undefined || hours === undefined, {
    error: 'name a range or hours, not both',
    path: ['hours'],
  })

const NAMED: Record<number, Span> = { 0: 'all', 24: '24h', 168: '7d', 720: '30d' }

const spanOf = ({ range, hours }: z.output<typeof query>): Span =>
  hours === undefined ? (range ?? '24h') : (NAMED[hours] ?? hours)

const common = {
  method: 'GET',
  tag: 'Dashboard',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query,
  errors: [],
} as const

export const getKpisOperation = defineOperation({
  ...common,
  id: 'getKpis',
  path: '/api/dashboard/kpis',
  summary: 'Read the key figures of a period',
  response: { status: 200, schema: kpisResponse },
  async handler({ ctx, query }) {
    const [activity, openAlerts] = await Promise.all([readActivity(ctx, spanOf(query)), countOpenAlerts(ctx)])
    const posture = judgePosture(activity.totals, await readBaseline(ctx, activity.period))
    return presentKpis(activity, openAlerts, posture)
  },
})

export const getSparklineOperation = defineOperation({
  ...common,
  id: 'getSparkline',
  path: '/api/dashboard/sparkline',
  summary: 'Read the average score over a period',
  response: { status: 200, schema: sparklineResponse },
  handler: async ({ ctx, query }) => presentSparkline(await activityOf(ctx, query)),
})

export const getTimeseriesOperation = defineOperation({
  ...common,
  id: 'getTimeseries',
  path: '/api/dashboard/timeseries',
  summary: 'Read volume, alerts and blocked amounts over a period',
  description:
    "Buckets follow each other without gaps on the institution's clock; the last one may still be filling.",
  response: { status: 200, schema: timeseriesResponse },
  handler: async ({ ctx, query }) => presentTimeseries(await activityOf(ctx, query)),
})

export const getHeatmapOperation = defineOperation({
  ...common,
  id: 'getHeatmap',
  path: '/api/dashboard/heatmap',
  summary: 'Read activity by weekday and hour',
  response: { status: 200, schema: heatmapResponse },
  handler: async ({ ctx, query }) => presentHeatmap(await activityOf(ctx, query), ctx.tenant.timeZone),
})

export const getTypeBreakdownOperation = defineOperation({
  ...common,
  id: 'getTypeBreakdown',
  path: '/api/dashboard/type-breakdown',
  summary: 'Read transactions by type and risk band',
  response: { status: 200, schema: typeBreakdownResponse },
  handler: async ({ ctx, query }) => presentTypeBreakdown(await activityOf(ctx, query)),
})

export const getWorldOperation = defineOperation({
  ...common,
  id: 'getWorld',
  path: '/api/dashboard/geo/world',
  summary: 'Read transactions by country',
  response: { status: 200, schema: placesResponse },
  handler: async ({ ctx, query }) => presentPlaces(await readPlaces(ctx, 'world', spanOf(query))),
})

export const getStatesOperation = defineOperation({
  ...common,
  id: 'getStates',
  path: '/api/dashboard/geo/us',
  summary: 'Read transactions by state of the United States',
  response: { status: 200, schema: placesResponse },
  handler: async ({ ctx, query }) => presentPlaces(await readPlaces(ctx, 'us', spanOf(query))),
})

const activityOf = (ctx: Context, query: Parameters<typeof spanOf>[0]) => readActivity(ctx, spanOf(query))
