import type { Context } from '@/lib/contract/context'
import { withTenantPipeline } from '@/lib/platform/db'
import { identify, type IdentifiedTransaction, type RowResult, scoreRows } from '@/lib/scoring/path'
import { type ScoreResponse, transactionBody } from '@/lib/scoring/path/schema'
import { progressWrites, type ReplayProgress } from './progress'
import type { ReplayPayment } from './replay-source'

interface Ready {
  payment: ReplayPayment
  row: IdentifiedTransaction
}

/**
 * Scores the next payments of a replay; their counts and labels commit with them. A payment that an earlier attempt has scored
 * has the same external id: it is neither scored nor counted again.
 * @param position of the replay after them
 */
export async function scorePayments(
  ctx: Context,
  replayId: string,
  payments: readonly ReplayPayment[],
  position: number,
): Promise<void> {
  const ready = payments.flatMap((payment): Ready[] => {
    const row = readyToScore(ctx, replayId, payment)
    return row ? [{ payment, row }] : []
  })
  const unreadable = payments.length - ready.length
  const place = payments.at(-1)?.place ?? null
  const writes = (results: readonly RowResult[]) =>
    progressWrites(ctx.tenant.id, replayId, { ...outcomeOf(ready, results, unreadable), position, place })
  if (ready.length === 0) await withTenantPipeline(ctx.tenant.id, (tx) => tx.commit(writes([])))
  else
    await scoreRows(
      ctx,
      ready.map(({ row }) => row),
      writes,
      'replay',
    )
}

/** The last twelve digits of an id are random. */
const externalIdOf = (replayId: string, { name }: ReplayPayment): string =>
  `replay-${replayId.slice(-12)}-${name}`

/** Null for a payment that the API would reject today. */
function readyToScore(ctx: Context, replayId: string, payment: ReplayPayment): IdentifiedTransaction | null {
  const parsed = transactionBody.safeParse({ ...payment.body, external_id: externalIdOf(replayId, payment) })
  if (!parsed.success) return null
  const row = identify(ctx.tenant, parsed.data)
  return 'transaction' in row ? row : null
}

function outcomeOf(
  ready: readonly Ready[],
  results: readonly RowResult[],
  unreadable: number,
): Omit<ReplayProgress, 'position' | 'place'> {
  const outcome = { scored: 0, rejected: unreadable, high: 0, flagged: 0, frauds: 0, caught: 0 }
  const labels: ReplayProgress['labels'] = []
  results.forEach((result, i) => {
    if (result.kind === 'rejected') return void (outcome.rejected += 1)
    if (result.replayed) return
    const { payment } = ready[i]!
    const response = JSON.parse(result.body) as ScoreResponse
    const isFlagged = response.outcome !== 'approve'
    outcome.scored += 1
    outcome.high += Number(response.risk_band === 'high')
    outcome.flagged += Number(isFlagged)
    outcome.frauds += Number(payment.isFraud)
    outcome.caught += Number(payment.isFraud && isFlagged)
    if (payment.label) labels.push({ transactionId: response.transaction_id, ...payment.label })
  })
  return { ...outcome, labels }
}
