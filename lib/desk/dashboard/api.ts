import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { getKpis, getSparkline, readActivity } from './read-activity'
import { readPlaces } from './read-places'
import {
  heatmapResponse,
  kpisResponse,
  placesResponse,
  RANGES,
  REPLAYS,
  type Span,
  sparklineResponse,
  timeseriesResponse,
  typeBreakdownResponse,
} from './schema'

const query = z
  .strictObject({
    range: z.enum(RANGES).optional().describe('The default is 24h'),
    hours: z
      .string()
      .regex(/^\d{1,5}$/, 'must be a whole number from 0 to 87600')
      .transform(Number)
      .pipe(z.number().max(87_600))
      .optional()
      .describe('Hours up to the end of the current one; 0 for all time'),
    replays: z.enum(REPLAYS).default('without').describe('Whether transactions of replays count'),
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
  handler: ({ ctx, query }) => getKpis(ctx, spanOf(query), query.replays),
})

export const getSparklineOperation = defineOperation({
  ...common,
  id: 'getSparkline',
  path: '/api/dashboard/sparkline',
  summary: 'Read the average score over a period',
  response: { status: 200, schema: sparklineResponse },
  handler: ({ ctx, query }) => getSparkline(ctx, spanOf(query), query.replays),
})

export const getTimeseriesOperation = defineOperation({
  ...common,
  id: 'getTimeseries',
  path: '/api/dashboard/timeseries',
  summary: 'Read volume, alerts and blocked amounts over a period',
  description: "Buckets on the institution's clock, without gaps; the last one may not be complete.",
  response: { status: 200, schema: timeseriesResponse },
  handler: async ({ ctx, query }) => (await readActivity(ctx, spanOf(query), query.replays)).timeseries,
})

export const getHeatmapOperation = defineOperation({
  ...common,
  id: 'getHeatmap',
  path: '/api/dashboard/heatmap',
  summary: 'Read activity by weekday and hour',
  response: { status: 200, schema: heatmapResponse },
  handler: async ({ ctx, query }) => (await readActivity(ctx, spanOf(query), query.replays)).heatmap,
})

export const getTypeBreakdownOperation = defineOperation({
  ...common,
  id: 'getTypeBreakdown',
  path: '/api/dashboard/type-breakdown',
  summary: 'Read transactions by type and risk band',
  response: { status: 200, schema: typeBreakdownResponse },
  handler: async ({ ctx, query }) => (await readActivity(ctx, spanOf(query), query.replays)).breakdown,
})

export const getWorldOperation = defineOperation({
  ...common,
  id: 'getWorld',
  path: '/api/dashboard/geo/world',
  summary: 'Read transactions by country',
  response: { status: 200, schema: placesResponse },
  handler: ({ ctx, query }) => readPlaces(ctx, 'world', spanOf(query), query.replays),
})

export const getStatesOperation = defineOperation({
  ...common,
  id: 'getStates',
  path: '/api/dashboard/geo/us',
  summary: 'Read transactions by state of the United States',
  response: { status: 200, schema: placesResponse },
  handler: ({ ctx, query }) => readPlaces(ctx, 'us', spanOf(query), query.replays),
})
