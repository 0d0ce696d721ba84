/** HTTP operations on the process itself. */
import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { problemBody } from '@/lib/contract/problem'
import { RawResponse } from '@/lib/contract/raw-response'
import { AppError } from '@/lib/platform/errors'
import { metrics } from '@/lib/platform/metrics'
import { listJobs } from './list-jobs'
import { CHECKS, checkReadiness } from './readiness'
import { jobListResponse } from './schema'

export const healthOperation = defineOperation({
  id: 'getHealth',
  method: 'GET',
  path: '/api/health',
  summary: 'Report whether the process is alive',
  description: 'Touches neither database nor model. Use it for restarts, and /api/ready for traffic.',
  tag: 'Operations',
  auth: 'public',
  response: { status: 200, schema: z.object({ status: z.literal('ok') }) },
  errors: [],
  handler: () => ({ status: 'ok' as const }),
})

export const getReadinessOperation = defineOperation({
  id: 'getReadiness',
  method: 'GET',
  path: '/api/ready',
  summary: 'Report whether the process is ready for traffic',
  description:
    'Checks shutdown, database, migrations and model. If a check fails, the problem contains the same `checks` and `degraded`.',
  tag: 'Operations',
  auth: 'public',
  response: {
    status: 200,
    schema: z.object({
      status: z.literal('ready'),
      checks: z.record(z.enum(CHECKS), z.string()),
      degraded: z
        .array(z.string())
        .describe(
          'production models of institutions that fail their proof on this server, with the model that scores instead',
        ),
    }),
  },
  errors: ['not-ready'],
  async handler({ requestId }) {
    const { ready, checks, degraded } = await checkReadiness()
    if (ready) return { status: 'ready' as const, checks, degraded }
    const failing = CHECKS.filter((name) => checks[name] !== 'ok')
    const problem = new AppError('not-ready', { detail: `Not ready: ${failing.join(', ')}.` })
    const body = { ...problemBody(problem, requestId), checks, degraded }
    return new RawResponse(problem.status, JSON.stringify(body), {
      'content-type': 'application/problem+json',
      'retry-after': '1',
    })
  },
})

export const getMetricsOperation = defineOperation({
  id: 'getMetrics',
  method: 'GET',
  path: '/api/metrics',
  summary: 'Metrics of this process for Prometheus',
  description: 'The figures are those of all institutions together, so only the operator reads them.',
  tag: 'Operations',
  auth: 'scrape-token',
  response: { status: 200, description: 'Prometheus text format.', mediaType: 'text/plain' },
  errors: [],
  handler: async () =>
    new RawResponse(200, await metrics.registry.metrics(), { 'content-type': metrics.registry.contentType }),
})

export const listJobsOperation = defineOperation({
  id: 'listJobs',
  method: 'GET',
  path: '/api/jobs',
  summary: 'List the background jobs of the servers and how they last ended',
  description: 'Every server process runs every job. They work for all institutions and name none.',
  tag: 'Operations',
  auth: 'user',
  permission: 'job:read',
  response: { status: 200, schema: jobListResponse },
  errors: [],
  handler: ({ ctx }) => listJobs(ctx),
})
