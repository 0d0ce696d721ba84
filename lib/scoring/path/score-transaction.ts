import { authorize, type Context } from '@/lib/contract/context'
import { fingerprintOf, type RowResult, ScoringRow } from './job'
import type { CanonicalTransaction } from './schema'
import { bodyOf, submit } from './submit'

export interface ScoredResponse {
  /** The exact bytes of the first answer. */
  body: string
  replayed: boolean
}

/**
 * Scores one transaction and records the decision. Idempotent per external id and per idempotency key: the same body
 * gets the first answer again, another body is refused with idempotency-mismatch.
 * @param startedAt performance.now() at receipt, for the answer's latency
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

/** A row of a batch as it came: canonical, or the reason why it is not one. */
export type BatchRow = { transaction: CanonicalTransaction } | { refused: RowResult & { kind: 'refused' } }

/**
 * Scores up to 1,000 rows in one transaction, in order: each row sees the history of those before it. A row that is
 * refused is a result of its own and sinks no other.
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
