import { setTimeout as wait } from 'node:timers/promises'
import type { Context } from '@/lib/contract/context'
import { type Statement, toAppError, withTenantPipeline } from '@/lib/platform/db'
import { AppError, isAppError } from '@/lib/platform/errors'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { isOfOneRow, type RowResult, scoreRows } from '@/lib/scoring/path'
import { type DeadLetter, type Decision, storeDeadLetters, storeDecisions } from './outbox'
import { advance, type Claim, isFenced } from './partitions'
import { patienceWith } from './patience'
import { readMessage, type ReadMessage, type StreamRecord } from './read-message'

/** Messages of a partition in their order, and the offset that follows them. */
export interface Stretch {
  records: readonly StreamRecord[]
  to: bigint
  /** The end of the partition. */
  end: bigint
}

const FIRST_RETRY_MS = 200
const LAST_RETRY_MS = 10_000

/**
 * Scores the messages. Decisions, dead letters and the place in the partition are one database transaction. What fails for a
 * reason that can pass is repeated until it succeeds, so the partition waits and nothing is lost. What a message causes each time
 * ends with a dead letter: halves find the message.
 * @throws the failure of a partition that another worker has taken; of the tenant's model; the reason of `signal`
 */
export async function scoreMessages(
  ctx: Context,
  claim: Claim,
  stretch: Stretch,
  signal: AbortSignal,
): Promise<void> {
  let read = stretch.records.map((record) => readMessage(ctx.tenant, claim.topic, record))
  for (let attempt = 1; ; attempt++) {
    signal.throwIfAborted()
    try {
      return await scoreOnce(ctx, claim, read, stretch)
    } catch (error) {
      if (isFenced(error)) throw error
      metrics.streamRetries.inc({ what: 'scoring' })
      const { topic, partition, next } = claim
      log.warn(
        { err: error, topic, partition, offset: String(next), attempt },
        'messages could not be scored',
      )
      // The worker goes on with the partitions of other tenants meanwhile.
      if (isOfModel(error)) throw error
      const { together, alone } = patienceWith(error)
      if (read.length > 1 && attempt >= together) return await scoreHalves(ctx, claim, stretch, signal)
      const only = read.length === 1 ? read[0] : undefined
      if (only && 'row' in only && attempt >= alone) {
        log.error({ err: error, topic, partition, offset: String(next) }, 'a message was given up')
        read = [deadLetterOf(only.record, error)]
        continue
      }
      await wait(Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LAST_RETRY_MS), undefined, { signal })
    }
  }
}

/** Its reason is what the caller of the scoring API would get. */
const deadLetterOf = (record: StreamRecord, cause: unknown): ReadMessage => ({
  record,
  error: toAppError(cause) ?? new AppError('internal-error', { cause }),
})

/** True where the tenant's model cannot decide: that can last, and concerns this tenant only. */
export const isOfModel = (error: unknown): boolean =>
  isAppError(error) &&
  (error.code === 'no-production-model' || error.code === 'model-unavailable') &&
  !isOfOneRow(error)

/** Finds the message that fails: the others are scored. */
async function scoreHalves(ctx: Context, claim: Claim, stretch: Stretch, signal: AbortSignal): Promise<void> {
  const { records, to, end } = stretch
  const middle = Math.ceil(records.length / 2)
  const second = records.slice(middle)
  await scoreMessages(ctx, claim, { records: records.slice(0, middle), to: second[0]!.offset, end }, signal)
  await scoreMessages(ctx, claim, { records: second, to, end }, signal)
}

interface Outcome {
  decisions: Decision[]
  duplicates: number
  dead: DeadLetter[]
}

async function scoreOnce(
  ctx: Context,
  claim: Claim,
  read: readonly ReadMessage[],
  { to, end }: Stretch,
): Promise<void> {
  const rows = read.flatMap((message) => ('row' in message ? [message.row] : []))
  // Built again for each attempt of the transaction: the last one counts.
  let outcome: Outcome = { decisions: [], duplicates: 0, dead: [] }
  const writes = (results: readonly RowResult[]): Statement[] => {
    outcome = outcomeOf(read, results)
    const { decisions, duplicates, dead } = outcome
    const progress = { to, end, scored: decisions.length, duplicates, dead: dead.length }
    return [
      ...(decisions.length > 0 ? [storeDecisions(claim.tenantId, decisions)] : []),
      ...(dead.length > 0 ? [storeDeadLetters(claim, dead)] : []),
      advance(claim, progress),
    ]
  }
  if (rows.length > 0) await scoreRows(ctx, rows, writes, 'stream')
  else await withTenantPipeline(claim.tenantId, (tx) => tx.commit(writes([])))
  claim.next = to
  observe(outcome)
}

/** What became of each message, from one result per readable message. */
function outcomeOf(read: readonly ReadMessage[], results: readonly RowResult[]): Outcome {
  const outcome: Outcome = { decisions: [], duplicates: 0, dead: [] }
  let at = 0
  for (const message of read) {
    if ('error' in message) {
      outcome.dead.push(message)
      continue
    }
    const result = results[at++]!
    if (result.kind === 'rejected') outcome.dead.push({ record: message.record, error: result.error })
    else if (result.replayed) outcome.duplicates += 1
    else outcome.decisions.push({ sender: message.row.transaction.senderAccount, body: result.body })
  }
  return outcome
}

function observe({ decisions, duplicates, dead }: Outcome): void {
  metrics.streamMessages.inc({ result: 'scored' }, decisions.length)
  metrics.streamMessages.inc({ result: 'duplicate' }, duplicates)
  metrics.streamMessages.inc({ result: 'dead-letter' }, dead.length)
}
