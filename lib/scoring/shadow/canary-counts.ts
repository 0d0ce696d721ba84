import { LRUCache } from 'lru-cache'
import { singleton } from '@/lib/platform/singleton'
import type { Outcome } from '@/lib/engine/policy'
import { runIdOf } from './canary-share'
import { type ActiveModel, CHAMPION, type DecidedRow, type DecidedRows } from './scorer'

/** What this process counted for the run of a canary and has not yet stored; the columns of `canary_runs`. */
export interface CanaryCounts {
  modelVersionId: string
  stageVersion: number
  decided: number
  compared: number
  faults: number
  faultDetail: string | null
  pairs: number
  blockMore: number
  blockLess: number
  reviewMore: number
  reviewLess: number
  slowPairs: number
  slowMore: number
  slowLess: number
}

/** By tenant, then by run. */
const unstored = () => singleton('shadow.canary-counts', () => new Map<string, Map<string, CanaryCounts>>())

export const tenantsWithCounts = (): string[] => [...unstored().keys()]

export function takeCounts(tenantId: string): CanaryCounts[] {
  const counts = [...(unstored().get(tenantId)?.values() ?? [])]
  unstored().delete(tenantId)
  return counts
}

function countsOf(tenantId: string, canary: Pick<ActiveModel, 'id' | 'stageVersion'>): CanaryCounts {
  const runs = unstored().get(tenantId) ?? new Map<string, CanaryCounts>()
  unstored().set(tenantId, runs)
  const known = runs.get(runIdOf(canary))
  if (known) return known
  const zero = { decided: 0, compared: 0, faults: 0, faultDetail: null, pairs: 0, blockMore: 0, blockLess: 0 }
  const none = { reviewMore: 0, reviewLess: 0, slowPairs: 0, slowMore: 0, slowLess: 0 }
  const counts = { modelVersionId: canary.id, stageVersion: canary.stageVersion, ...zero, ...none }
  runs.set(runIdOf(canary), counts)
  return counts
}

/** Adds counts again that could not be stored. */
export function returnCounts(tenantId: string, taken: readonly CanaryCounts[]): void {
  for (const { modelVersionId, stageVersion, faultDetail, ...numbers } of taken) {
    const counts = countsOf(tenantId, { id: modelVersionId, stageVersion })
    for (const [name, value] of Object.entries(numbers)) counts[name as keyof typeof numbers] += value
    counts.faultDetail ??= faultDetail
  }
}

/** Counts a failure of the canary, after which the champion decided. */
export function noteFault(tenantId: string, canary: ActiveModel, detail: string): void {
  const counts = countsOf(tenantId, canary)
  counts.faults += 1
  counts.faultDetail = detail.slice(0, 500)
}

/** Response time of the champion's newest single score, by tenant: what a canary without company is compared with. */
const championMs = () => singleton('shadow.champion-ms', () => new LRUCache<string, number>({ max: 1_000 }))

/**
 * Counts what the canary decided, and compares its response time with the champion's: one pair per group of transactions,
 * because transactions that are decided together wait for the same things. Runs as soon as they are decided, so that a
 * canary that slows the process is noticed while everything else is shed.
 */
export function countDecided(decided: DecidedRows): void {
  const single = decided.rows.filter(({ latencyMs }) => latencyMs !== null)
  const champion = anyOf(single.filter(({ decidedBy }) => decidedBy === CHAMPION))
  if (champion) championMs().set(decided.tenantId, champion.latencyMs as number)
  decided.scorers.forEach((scorer, index) => {
    if (scorer.stage !== 'canary') return
    const own = decided.rows.filter(({ decidedBy }) => decidedBy === index)
    if (own.length === 0) return
    const counts = countsOf(decided.tenantId, scorer)
    counts.decided += own.length
    const beside = championMs().get(decided.tenantId)
    const timed = anyOf(own.filter(({ latencyMs }) => latencyMs !== null))
    if (!timed || beside === undefined || scorer.slowMs === null) return
    const [slow, championSlow] = [(timed.latencyMs as number) > scorer.slowMs, beside > scorer.slowMs]
    counts.slowPairs += 1
    if (slow && !championSlow) counts.slowMore += 1
    if (!slow && championSlow) counts.slowLess += 1
  })
}

/** One of the rows, chosen by the random bits of an id: the first of a group has waited longest. */
function anyOf(rows: readonly DecidedRow[]): DecidedRow | undefined {
  const [first] = rows
  return first && rows[Number.parseInt(first.transactionId.slice(-8), 16) % rows.length]
}

/** A sender counts once in this time, so that a burst of one sender is not taken for many observations. */
const SENDER_MS = 60_000
const counted = () =>
  singleton('shadow.counted', () => new LRUCache<string, true>({ max: 20_000, ttl: SENDER_MS }))

/** Compares the outcome of a canary that decided with the outcome that the champion would have given. */
export function countPair(
  tenantId: string,
  canary: ActiveModel,
  sender: string,
  own: Outcome,
  champion: Outcome,
): void {
  const counts = countsOf(tenantId, canary)
  counts.compared += 1
  const key = `${runIdOf(canary)} ${sender}`
  if (counted().has(key)) return
  counted().set(key, true)
  counts.pairs += 1
  if (own === champion) return
  if (own === 'block') counts.blockMore += 1
  if (champion === 'block') counts.blockLess += 1
  if (own === 'review') counts.reviewMore += 1
  if (champion === 'review') counts.reviewLess += 1
}
