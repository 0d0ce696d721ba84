import { announce, watchEvents } from '@/lib/messaging/live'
import { type Prisma, type TenantClient, withTenant } from '@/lib/platform/db'
import { isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { monotonicMs } from '@/lib/platform/time'
import type { RetrainingRow } from '../present'
import type { RetrainingStage, TrainingData } from '../schema'
import { RetrainingStopped } from './failure'

/** Without a sign of life for so long, another process takes the retraining. */
export const LEASE_MS = 60_000
const RENEW_MS = 10_000
/** Progress is stored at most this often. */
const BEAT_MS = 1_000

export interface Progress {
  fraction: number
  message: string | null
}

type Change = Prisma.RetrainingUpdateManyMutationInput

/** The right to work on one retraining until its lease lapses. */
export interface Lease {
  row: RetrainingRow
  /** Aborts when the retraining was cancelled or taken over, or the process drains. */
  signal: AbortSignal
  /** Enters a stage. @throws RetrainingStopped */
  enter(stage: RetrainingStage, data?: TrainingData): Promise<void>
  /** Remembers the progress within the stage; stored within a second. */
  report(progress: Progress): void
  /**
   * Ends the retraining in one transaction with `work`.
   * @throws RetrainingStopped where it was cancelled or taken over: then nothing of the transaction is stored
   */
  end(result: Change, work: (tx: TenantClient) => Promise<void>): Promise<void>
  close(): void
}

/** Keeps the lease alive while the caller works. */
export function holdLease(row: RetrainingRow): Lease {
  const { tenantId, id, attempt } = row
  const stopping = new AbortController()
  const stop = (why: string) => stopping.abort(new RetrainingStopped(why))
  let waiting: Progress | null = null
  let storedAt = monotonicMs()

  async function store(tx: TenantClient, change: Change): Promise<void> {
    const { count } = await tx.retraining.updateMany({
      where: { tenantId, id, attempt, finishedAt: null },
      data: { ...change, version: { increment: 1 } },
    })
    if (count === 0) {
      stop('the retraining was cancelled or taken over')
      throw stopping.signal.reason
    }
    await announce(tx, tenantId, { kind: 'retrainings.changed', payload: { retrainingId: id } })
  }
  const renew = async (change: Change): Promise<void> => {
    await withTenant({ tenantId }, (tx) => store(tx, { ...change, leaseUntil: leaseEnd() }))
    storedAt = monotonicMs()
  }

  let beating: Promise<void> | null = null
  async function beat(): Promise<void> {
    const progress = waiting
    waiting = null
    try {
      if (progress !== null || monotonicMs() - storedAt > RENEW_MS) await renew(progress ?? {})
    } catch (error) {
      if (stopping.signal.aborted) return
      log.warn({ err: error, tenantId, retrainingId: id }, 'the lease of a retraining was not renewed')
      // Another process may have it by now.
      if (monotonicMs() - storedAt > LEASE_MS) stop('the lease of the retraining lapsed')
    }
  }
  const turn = () => {
    beating ??= beat().finally(() => (beating = null))
  }
  const timer = setInterval(turn, BEAT_MS).unref()
  const forgetDraining = whenDraining(() => stop('the server is shutting down'))
  if (isDraining()) stop('the server is shutting down')
  const forgetEvents = watchEvents('retrainings.changed', (changed) => {
    if (changed === tenantId)
      void isMine().then((mine) => mine || stop('the retraining was cancelled or taken over'))
  })
  const isMine = (): Promise<boolean> =>
    withTenant({ tenantId }, (tx) =>
      tx.retraining.findFirst({ where: { tenantId, id, attempt, finishedAt: null }, select: { id: true } }),
    ).then(
      (found) => found !== null,
      // A database that is away says nothing.
      () => true,
    )

  return {
    row,
    signal: stopping.signal,
    async enter(stage, data) {
      stopping.signal.throwIfAborted()
      await beating
      waiting = null
      const entered = { status: stage, fraction: 0, message: null }
      await renew(data === undefined ? entered : { ...entered, data })
    },
    report: (progress) => void (waiting = progress),
    async end(result, work) {
      stopping.signal.throwIfAborted()
      await beating
      await withTenant({ tenantId }, async (tx) => {
        await work(tx)
        await store(tx, { ...result, message: null, leaseUntil: null, finishedAt: new Date() })
      })
    },
    close() {
      clearInterval(timer)
      forgetDraining()
      forgetEvents()
    },
  }
}

export const leaseEnd = (): Date => new Date(Date.now() + LEASE_MS)
