import { authorize, type Context } from '@/lib/contract/context'
import { isUnavailable } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { createGroupCommit } from './group-commit'
import { fingerprintOf, type JobResult, type RowResult, type ScoringJob, ScoringRow } from './job'
import type { CanonicalTransaction, ScoreResponse } from './schema'
import { scoreGroup } from './score-group'

export interface ScoredResponse {
  /** The exact text of the first response. */
  body: string
  replayed: boolean
}

/**
 * Scores one transaction and records the prediction. Idempotent per external id and per idempotency key: the same body
 * gets the first response again, another body is rejected with idempotency-mismatch.
 * @param startedAt performance.now() at receipt, for the latency in the response
 */
export async function scoreTransaction(
  ctx: Context,
  transaction: CanonicalTransaction,
  idempotencyKey: string | null,
  startedAt: number,
): Promise<ScoredResponse> {
  authorize(ctx, 'score:create')
  const row = new ScoringRow(transaction, new Date())
  const answer = await submit({
    ctx,
    source: 'api',
    rows: [row],
    idempotency:
      idempotencyKey === null
        ? null
        : { operation: 'score', key: idempotencyKey, fingerprint: row.fingerprint },
    render: ([only]: RowResult[]) => (only?.kind === 'answer' ? only.body : ''),
    startedAt,
  })
  const [result] = answer.results
  if (answer.replayed && !result) return { body: answer.body, replayed: true }
  return { body: bodyOf(result), replayed: answer.replayed || (result?.kind === 'answer' && result.replayed) }
}

/** A row of a batch: a valid transaction, or the error of an invalid one. */
export type BatchRow = { transaction: CanonicalTransaction } | { refused: RowResult & { kind: 'refused' } }

/**
 * Scores up to 1,000 rows in one transaction, in order: each row sees the history of those before it. A rejected
 * row is a result of its own and fails no other.
 */
export async function scoreBatch(
  ctx: Context,
  rows: readonly BatchRow[],
  options: {
    idempotencyKey: string | null
    startedAt: number
    /** The response body from one result per row, in the order of the rows. */
    render(results: RowResult[]): string
  },
): Promise<ScoredResponse> {
  authorize(ctx, 'score:create')
  const inOrder = (scored: RowResult[]): RowResult[] => {
    const left = [...scored]
    return rows.map((row) => ('refused' in row ? row.refused : (left.shift() as RowResult)))
  }
  const receivedAt = new Date()
  const answer = await submit({
    ctx,
    source: 'batch',
    rows: rows.flatMap((row) => ('refused' in row ? [] : [new ScoringRow(row.transaction, receivedAt)])),
    idempotency:
      options.idempotencyKey === null
        ? null
        : {
            operation: 'score-batch',
            key: options.idempotencyKey,
            fingerprint: fingerprintOf(rows.map(asSent)),
          },
    render: (results) => options.render(inOrder(results)),
    startedAt: options.startedAt,
  })
  const [first] = answer.results
  if (answer.body === '' && first?.kind === 'refused') throw first.error
  return { body: answer.body, replayed: answer.replayed }
}

const asSent = (row: BatchRow): unknown => ('refused' in row ? row.refused.error.errors : row.transaction)

/** A transaction of the past, and when it was received. */
export interface PastTransaction {
  transaction: CanonicalTransaction
  receivedAt: Date
}

/**
 * Scores past transactions in order and in one database transaction, recorded at their own time of receipt: for the demo
 * history. Throws where a row is rejected.
 */
export async function scoreHistory(ctx: Context, past: readonly PastTransaction[]): Promise<ScoreResponse[]> {
  authorize(ctx, 'score:create')
  const { results } = await submit({
    ctx,
    source: 'seed',
    rows: past.map(({ transaction, receivedAt }) => new ScoringRow(transaction, receivedAt)),
    idempotency: null,
    render: () => '',
    startedAt: performance.now(),
  })
  return results.map((result) => JSON.parse(bodyOf(result)) as ScoreResponse)
}

/** Most rows in one database transaction, apart from a single larger job. */
const MAX_GROUP = 128
/** Rows that may wait per tenant; more are rejected as overloaded. */
const MAX_WAITING = 5_000

const groupCommit = () =>
  singleton('scoring.group-commit', () =>
    createGroupCommit<ScoringJob, JobResult>({
      run: scoreGroup,
      sizeOf: (job) => job.rows.length,
      maxGroupSize: MAX_GROUP,
      maxWaiting: MAX_WAITING,
      overloaded: () =>
        new AppError('overloaded', {
          detail: 'Too many transactions are waiting to be scored.',
          retryAfterSeconds: 1,
        }),
      failsAlike: (error) => isUnavailable(error) || concernsTheModel(error),
    }),
  )

/** No model, or one that does not load. An explanation that does not add up has no cause: it concerns its row alone. */
const concernsTheModel = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'no-production-model' || error.cause !== undefined)

/** Scores the job in the next group of its tenant. Durable when it resolves. */
const submit = (job: ScoringJob): Promise<JobResult> => groupCommit()(job.ctx.tenant.id, job)

/** The response body of a scored row; throws the error of a rejected one. */
function bodyOf(result: RowResult | undefined): string {
  if (result?.kind === 'refused') throw result.error
  return result?.body ?? ''
}
