import { setTimeout as wait } from 'node:timers/promises'
import { isUnavailable, withTenant } from '@/lib/platform/db'
import { isAppError } from '@/lib/platform/errors'
import { isDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { monotonicMs } from '@/lib/platform/time'
import { endReplay, type ReplayEnd } from '../end-replay'
import { paymentsOf } from '../schema'
import { type Claim, releaseLease, renewLease, standing } from './lease'
import { openSource } from './open-source'
import { paceAt } from './pace'
import { scorePayments } from './score-payments'

/** Payments are scored four times a second, together. */
const TICK_MS = 250
const RENEW_MS = 10_000
const RETRY_MS = 1_000

/** Works on a claimed replay until it ends, another process has it, or this one shuts down. */
export async function runReplay(claim: Claim): Promise<void> {
  const renewing = setInterval(() => void renewLease(claim).catch(() => undefined), RENEW_MS)
  try {
    const end = await replayPayments(claim)
    if (end === 'given-up') await releaseLease(claim)
    else if (end !== 'taken') await finish(claim, end)
  } catch (error) {
    // Another process goes on, or ends it.
    if (isBusy(error)) return await releaseLease(claim)
    log.error({ err: error, tenantId: claim.row.tenantId, replayId: claim.row.id }, 'a replay failed')
    await finish(claim, { status: 'failed', failure: failureOf(error) })
  } finally {
    clearInterval(renewing)
  }
}

const failureOf = (error: unknown): string =>
  isAppError(error) ? (error.detail ?? error.message) : 'Something failed on our side.'

async function finish({ ctx, row }: Claim, end: ReplayEnd): Promise<void> {
  await withTenant({ tenantId: row.tenantId }, (tx) => endReplay(tx, ctx, row.id, end, row.attempt))
}

async function replayPayments(claim: Claim): Promise<ReplayEnd | 'taken' | 'given-up'> {
  const { row, ctx, endsAtMs } = claim
  const most = paymentsOf(row.ratePerSecond, row.durationSeconds)
  if (monotonicMs() >= endsAtMs) return { status: 'completed' }
  const next = await openSource(claim)
  const pace = paceAt(row.ratePerSecond, monotonicMs())
  let position = row.position
  while (monotonicMs() < endsAtMs && position < most) {
    if (isDraining()) return 'given-up'
    const startMs = monotonicMs()
    const stands = await persistently(endsAtMs, () => standing(claim))
    if (stands === 'taken') return 'taken'
    if (stands === 'forbidden') return { status: 'stopped' }
    const due = Math.min(pace.take(startMs), most - position)
    if (due > 0) {
      const payments = await persistently(endsAtMs, () => next(due))
      position += payments.length
      if (payments.length > 0)
        await persistently(endsAtMs, () => scorePayments(ctx, row.id, payments, position))
      if (payments.length < due) break
    }
    if (!pace.isBehind()) await wait(Math.max(0, TICK_MS - (monotonicMs() - startMs)))
  }
  return { status: 'completed' }
}

const isBusy = (error: unknown): boolean =>
  isUnavailable(error) || (isAppError(error) && ['overloaded', 'database-unavailable'].includes(error.code))

/** Repeats what failed because the database or the scoring path is busy, until the replay would have ended. */
async function persistently<T>(untilMs: number, work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || isDraining() || monotonicMs() >= untilMs) throw error
      await wait(RETRY_MS)
    }
  }
}
