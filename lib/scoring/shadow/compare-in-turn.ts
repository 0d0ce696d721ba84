import { performance } from 'node:perf_hooks'
import { finishBeforeExit, isDraining, whenDraining } from '@/lib/platform/lifecycle'
import { log } from '@/lib/platform/log'
import { metrics } from '@/lib/platform/metrics'
import { singleton } from '@/lib/platform/singleton'
import { countPair, tenantsWithCounts } from './canary-counts'
import { tenantsWithGaps } from './challenger-gaps'
import type { ChallengerScore } from './record-comparison'
import { type ComparedRow, pairsOf, scoreInShadow, timeAlone, vectorOf } from './score-in-shadow'
import { CHAMPION, type DecidedRows, type Scorer } from './scorer'
import { ShadowQueue } from './shadow-queue'
import { storeComparison } from './store-comparison'

/** Rows of one turn: one statement stores them. */
const TURN_ROWS = 256
/** The pause between turns of a process that is not busy: what arrives until then shares a transaction. */
const PAUSE_MS = 250
/** The pause where a whole turn waits already. */
const FULL_PAUSE_MS = 10
/** Tenants whose gaps and counts are stored in a turn, besides those with transactions. */
const MOST_TENANTS = 4
/** A process that uses more of its time than this is busy. */
const BUSY = 0.5
/** Of the time of a busy process, challengers take at most this share; what does not fit is shed. */
const SHARE_WHEN_BUSY = 0.03

const turns = () =>
  singleton('shadow.turns', () => ({ queue: new ShadowQueue(), running: null as Promise<void> | null }))

export const shadowQueue = (): ShadowQueue => turns().queue

/** Lets the challengers score what waits, a moment later and without anybody waiting for it. */
export function compareSoon(): void {
  const state = turns()
  if (state.running) return
  state.running = runTurns()
  finishBeforeExit(state.running)
}

/** Resolves when nothing waits any more; for scripts and tests. */
export async function settleShadow(): Promise<void> {
  while (turns().running) await turns().running
}

async function runTurns(): Promise<void> {
  const state = turns()
  let before = performance.eventLoopUtilization()
  await pause(PAUSE_MS)
  for (;;) {
    const groups = state.queue.take(TURN_ROWS)
    metrics.challengerQueue.set(state.queue.size)
    const { workedMs, stored } = await takeTurn(groups)
    const waiting = [...new Set([...tenantsWithGaps(), ...tenantsWithCounts()])].slice(0, MOST_TENANTS)
    if (groups.length === 0 && waiting.length === 0 && state.queue.size === 0) break
    const all = await Promise.all(waiting.map((tenantId) => storeComparison(tenantId, [])))
    // A process that ends does not wait for its database to return.
    if (isDraining() && !(stored && all.every(Boolean))) break
    const now = performance.eventLoopUtilization()
    const isBusy = performance.eventLoopUtilization(now, before).utilization > BUSY
    before = now
    const least = state.queue.size < TURN_ROWS ? PAUSE_MS : FULL_PAUSE_MS
    await pause(Math.max(least, isBusy ? workedMs / SHARE_WHEN_BUSY : 0))
  }
  state.running = null
}

/** A draining process does not pause. */
function pause(ms: number): Promise<void> {
  if (isDraining()) return Promise.resolve()
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      forget()
      resolve()
    }
    const timer = setTimeout(done, ms).unref()
    const forget = whenDraining(done)
  })
}

/** Scores, compares and stores. A failure loses the comparison of these rows, which is counted, and nothing else. */
async function takeTurn(groups: readonly DecidedRows[]): Promise<{ workedMs: number; stored: boolean }> {
  const tenantId = groups[0]?.tenantId
  if (tenantId === undefined) return { workedMs: 0, stored: true }
  const startedAt = performance.now()
  try {
    const scores = await scoresOf(tenantId, await scoreInShadow(groups))
    const workedMs = performance.now() - startedAt
    metrics.challengerTurn.observe(workedMs / 1000)
    return { workedMs, stored: await storeComparison(tenantId, scores) }
  } catch (error) {
    log.error({ err: error, tenantId }, 'comparing challengers failed')
    return { workedMs: performance.now() - startedAt, stored: false }
  }
}

/** The rows to store. The last of a turn is timed alone, champion and challenger beside each other. */
async function scoresOf(tenantId: string, compared: readonly ComparedRow[]): Promise<ChallengerScore[]> {
  const scores: ChallengerScore[] = []
  const sample = compared.at(-1)
  for (const row of compared) {
    for (const { place, scorer, challenger, champion, decided } of pairsOf(row)) {
      if (decided) countPair(tenantId, scorer, row.row.sender, challenger.outcome, champion.outcome)
      scores.push({
        modelVersionId: scorer.id,
        transactionId: row.row.transactionId,
        championVersionId: (row.group.scorers[CHAMPION] as Scorer).id,
        decided,
        score: challenger.score,
        outcome: challenger.outcome,
        championScore: champion.score,
        championOutcome: champion.outcome,
        amountMinor: row.row.amountMinor,
        latency: row === sample ? await timeBoth(row, place) : null,
      })
    }
  }
  return scores
}

async function timeBoth(row: ComparedRow, place: number): Promise<ChallengerScore['latency']> {
  const time = (index: number) => timeAlone((row.group.scorers[index] as Scorer).model, vectorOf(row, index))
  return { champion: await time(CHAMPION), own: await time(place) }
}
