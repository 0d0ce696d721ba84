import { z } from 'zod'
import type { Tenant } from '@/lib/contract/context'
import { defineOperation } from '@/lib/contract/operation'
import { problemBody } from '@/lib/contract/problem'
import { spendBatchLimit } from '@/lib/http/rate-limit'
import { RawResponse } from '@/lib/contract/raw-response'
import { invalidRequest } from '@/lib/contract/validation'
import { elapsedMs } from '@/lib/platform/time'
import { identify } from './identify'
import type { RowResult } from './job'
import { batchBody, scoreResponse, transactionBody } from './schema'
import { type BatchRow, scoreBatch, scoreTransaction } from './score-transaction'

const REPLAYED = { 'idempotent-replayed': 'true' }

export const scoreOperation = defineOperation({
  id: 'score',
  method: 'POST',
  path: '/api/score',
  tag: 'Scoring',
  summary: 'Score one transaction',
  description:
    'Scores, explains and records one transaction. The prediction is durable before the response is sent. The same external_id ' +
    'or Idempotency-Key with the same body returns the first response byte for byte, with Idempotent-Replayed: true.',
  auth: 'user-or-key',
  permission: 'score:create',
  idempotency: 'own',
  body: transactionBody,
  response: { status: 200, schema: scoreResponse },
  errors: [
    'idempotency-mismatch',
    'unsupported-currency',
    'no-production-model',
    'model-unavailable',
    'database-unavailable',
    'overloaded',
  ],
  async handler({ ctx, body, idempotencyKey, startedAt }) {
    const scored = await scoreTransaction(ctx, body, idempotencyKey, startedAt)
    return new RawResponse(200, scored.body, scored.replayed ? REPLAYED : {})
  },
})

const batchRow = z.union([
  scoreResponse.extend({ index: z.int(), status: z.literal(200), replayed: z.boolean() }),
  z.object({ index: z.int(), status: z.int(), problem: z.record(z.string(), z.unknown()) }),
])
const batchResponse = z.object({
  results: z.array(batchRow).describe('One per row, in order; status as for a single call'),
  scored: z.int(),
  refused: z.int(),
  total_latency_ms: z.number(),
})

function parseRow(tenant: Tenant, value: unknown): BatchRow {
  const parsed = transactionBody.safeParse(value)
  const row = parsed.success ? identify(tenant, parsed.data) : invalidRequest(parsed.error)
  return 'transaction' in row ? row : { rejected: { kind: 'rejected', error: row } }
}

/** Copies the bytes of each row's response, so a row has the same fields alone, in a batch and replayed. */
function renderBatch(results: RowResult[], startedAt: number, requestId: string): string {
  const rows = results.map((result, index) => {
    if (result.kind === 'scored') {
      return `{"index":${index},"status":200,"replayed":${result.replayed},${result.body.slice(1)}`
    }
    return JSON.stringify({
      index,
      status: result.error.status,
      problem: problemBody(result.error, requestId),
    })
  })
  const rejected = results.filter((result) => result.kind === 'rejected').length
  const counts = `"scored":${rows.length - rejected},"refused":${rejected},"total_latency_ms":${elapsedMs(startedAt)}}`
  // One join builds a flat string. A concatenation of large strings would be copied again before it is sent.
  rows[0] = `{"results":[${rows[0]}`
  rows[rows.length - 1] += ']'
  return [...rows, counts].join(',')
}

export const scoreBatchOperation = defineOperation({
  id: 'scoreBatch',
  method: 'POST',
  path: '/api/score/batch',
  tag: 'Scoring',
  summary: 'Score 1 to 1,000 transactions',
  description:
    'Scores the rows in order and commits them together; each row sees the effects of the rows before it. An invalid row ' +
    'is rejected in its own result; the other rows are scored. Each row counts as one request of the rate limit; a batch ' +
    'with more rows than the limit of ten seconds returns 413.',
  auth: 'user-or-key',
  permission: 'score:create',
  idempotency: 'own',
  body: batchBody,
  response: { status: 200, schema: batchResponse },
  errors: [
    'idempotency-mismatch',
    'no-production-model',
    'model-unavailable',
    'database-unavailable',
    'overloaded',
  ],
  async handler({ ctx, body, idempotencyKey, requestId, startedAt }) {
    const rows = body.transactions.map((row) => parseRow(ctx.tenant, row))
    await spendBatchLimit(ctx, body.transactions.length)
    const scored = await scoreBatch(ctx, rows, {
      idempotencyKey,
      startedAt,
      render: (results) => renderBatch(results, startedAt, requestId),
    })
    return new RawResponse(200, scored.body, scored.replayed ? REPLAYED : {})
  },
})
