import { authorize, type Context } from '@/lib/contract/context'
import { ScoringRow } from './job'
import type { CanonicalTransaction, ScoreResponse } from './schema'
import { bodyOf, submit } from './submit'

/** A transaction of the past, and when it was received then. */
export interface PastTransaction {
  transaction: CanonicalTransaction
  receivedAt: Date
}

/**
 * Scores transactions of the past by the path of every other one, in one transaction and in order, and dates what is
 * recorded by their own time of receipt: for a demo that has a history. Throws where a row is refused.
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
