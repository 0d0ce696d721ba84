import { authorize, type Context } from '@/lib/contract/context'
import { isUnavailable, type Statement } from '@/lib/platform/db'
import { AppError, isAppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { inForeground } from './foreground'
import { createGroupCommit } from './group-commit'
import { fingerprintOf, type JobResult, type RowResult, type ScoringJob, ScoringRow } from './job'
import { formerContent, formerFingerprint } from './former-fingerprint'
import { identified, type IdentifiedTransaction } from './identify'
import type { ParsedTransaction, ScoreResponse } from './schema'
import { scoreGroup } from './score-group'

export interface ScoredResponse {
  /** The exact text of the first response. */
  body: string
  replayed: boolean
}

/**
 * Scores one transaction and records the prediction. Idempotent per external id and per idempotency key: the same body
 * gets the first response again.
 * @param startedAt performance.now() at receipt, for the latency in the response
 * @throws AppError idempotency-mismatch for another body under a known id or key; overloaded; no-production-model;
 *   model-unavailable
 */
export async function scoreTransaction(
  ctx: Context,
  transaction: ParsedTransaction,
  idempotencyKey: string | null,
  startedAt: number,
): Promise<ScoredResponse> {
  authorize(ctx, 'score:create')
  const row = new ScoringRow(identified(ctx.tenant, transaction), new Date())
  const toScore: ScoringJob = {
    ctx,
    source: 'api',
    rows: [row],
    idempotency:
      idempotencyKey === null
        ? null
        : {
            operation: 'score',
            key: idempotencyKey,
            fingerprint: row.fingerprint,
            former: () => row.formerFingerprint,
          },
    render: ([only]: RowResult[]) => (only?.kind === 'scored' ? only.body : ''),
    startedAt,
  }
  const job = await inForeground(() => submit(toScore))
  const [result] = job.results
  if (job.replayed && !result) return { body: job.body, replayed: true }
  return { body: bodyOf(result), replayed: job.replayed || (result?.kind === 'scored' && result.replayed) }
}

/** A row of a batch: a valid transaction, or the error of an invalid one. */
export type BatchRow = IdentifiedTransaction | { rejected: RowResult & { kind: 'rejected' } }

/**
 * Scores up to 1,000 rows in order and in one database transaction. Each row sees the states after the rows before it.
 * A rejected row has its own result; the other rows are scored.
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
    return rows.map((row) => ('rejected' in row ? row.rejected : (left.shift() as RowResult)))
  }
  const receivedAt = new Date()
  const job = await submit({
    ctx,
    source: 'batch',
    rows: rows.flatMap((row) => ('rejected' in row ? [] : [new ScoringRow(row, receivedAt)])),
    idempotency:
      options.idempotencyKey === null
        ? null
        : {
            operation: 'score-batch',
            key: options.idempotencyKey,
            fingerprint: fingerprintOf(rows.map(contentOf)),
            former: () =>
              formerFingerprint(
                rows.map((row) => ('transaction' in row ? formerContent(row) : contentOf(row))),
              ),
          },
    render: (results) => options.render(inOrder(results)),
    startedAt: options.startedAt,
  })
  const [first] = job.results
  if (job.body === '' && first?.kind === 'rejected') throw first.error
  return { body: job.body, replayed: job.replayed }
}

const contentOf = (row: BatchRow): unknown =>
  'rejected' in row ? row.rejected.error.errors : row.transaction

/** A past transaction with its time of receipt. */
export interface PastTransaction {
  transaction: ParsedTransaction
  receivedAt: Date
}

/**
 * Scores the demo history: in order, in one database transaction, each row recorded at its own time of receipt.
 * @throws AppError of the first rejected row
 */
export async function scoreHistory(ctx: Context, past: readonly PastTransaction[]): Promise<ScoreResponse[]> {
  authorize(ctx, 'score:create')
  const { results } = await submit({
    ctx,
    source: 'seed',
    rows: past.map(
      ({ transaction, receivedAt }) => new ScoringRow(identified(ctx.tenant, transaction), receivedAt),
    ),
    idempotency: null,
    render: () => '',
    startedAt: performance.now(),
  })
  return results.map((result) => JSON.parse(bodyOf(result)) as ScoreResponse)
}

/**
 * Scores rows of a file, a replay or a stream: in order, in one database transaction, together with what `alsoWrite` returns. A
 * rejected row has its own result; the other rows are scored.
 */
export async function scoreRows(
  ctx: Context,
  rows: readonly IdentifiedTransaction[],
  alsoWrite: (results: RowResult[]) => Statement[],
  source: 'upload' | 'replay' | 'stream' = 'upload',
): Promise<RowResult[]> {
  authorize(ctx, 'score:create')
  const receivedAt = new Date()
  const { results } = await submit({
    ctx,
    source,
    rows: rows.map((row) => new ScoringRow(row, receivedAt)),
    idempotency: null,
    render: () => '',
    alsoWrite,
    startedAt: performance.now(),
  })
  return results
}

/** Rows per database transaction; a larger job runs alone, and so does a part of a replay or of a file. */
const MAX_GROUP = 128
/** A request that shared their group would wait for all their rows. */
const RUNS_ALONE: readonly ScoringJob['source'][] = ['replay', 'upload']
/** Rows that wait per tenant; further rows are rejected as overloaded. */
const MAX_WAITING = 5_000

const groupCommit = () =>
  singleton('scoring.group-commit', () =>
    createGroupCommit<ScoringJob, JobResult>({
      run: scoreGroup,
      sizeOf: ({ source, rows }) => (RUNS_ALONE.includes(source) ? MAX_GROUP : rows.length),
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

/** The model is missing or does not load. The additivity error has no cause: it concerns one row, so others are retried. */
const concernsTheModel = (error: unknown): boolean =>
  isAppError(error) && (error.code === 'no-production-model' || error.cause !== undefined)

/** Scores the job in the next group of its tenant. Resolves after the commit. */
const submit = (job: ScoringJob): Promise<JobResult> => groupCommit()(job.ctx.tenant.id, job)

/** The response body of a scored row. @throws AppError of a rejected row */
function bodyOf(result: RowResult | undefined): string {
  if (result?.kind === 'rejected') throw result.error
  return result?.body ?? ''
}
