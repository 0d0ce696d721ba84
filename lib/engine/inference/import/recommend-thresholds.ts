import type { RecommendedThresholds } from '../types'

/** The rules of ml/training/thresholds.py. A blocked row is not reviewed, so at least eight in ten must be known fraud. */
const BLOCK_PRECISION = 0.8
const LOWEST_BLOCK = 0.5
const FEWEST_BLOCKED = 10
/** Shares of the rows that analysts review. */
const SMALLEST_BAND = 0.008
const LARGEST_BAND = 0.04

/** A scored row with its label, and what a review of it saves: the loss of a fraud less the cost of the review. */
export interface ScoredRow {
  score: number
  isFraud: boolean
  savings: number
}

/**
 * Scores from which on a row is medium and reviewed, and high and blocked. `block` is the lowest threshold, from 0.5 on,
 * above which eight in ten rows are fraud. `review` is the one of most net savings among those whose band below `block`
 * holds 0.8 to 4 % of the rows.
 */
export function recommendThresholds(rows: readonly ScoredRow[]): RecommendedThresholds {
  const ranked = rows.toSorted((a, b) => b.score - a.score)
  const blocked = rowsToBlock(ranked)
  const top = ranked[0]?.score ?? 0
  const block = Math.max(raised(blocked > 0 ? ranked[blocked - 1]!.score : (1 + top) / 2), LOWEST_BLOCK)
  const from = ranked.filter(({ score }) => score >= block).length
  const fewest = Math.min(from + Math.ceil(SMALLEST_BAND * ranked.length), ranked.length)
  const most = Math.max(Math.min(from + Math.floor(LARGEST_BAND * ranked.length), ranked.length), fewest)
  const review = Math.min(lowered(ranked[mostSaved(ranked, fewest, most) - 1]!.score), block)
  return { review, block, mediumFrom: review, highFrom: block }
}

/** How many of the highest scores are blocked; 0 where too few reach the precision. */
function rowsToBlock(ranked: readonly ScoredRow[]): number {
  let frauds = 0
  let count = 0
  ranked.forEach(({ isFraud }, i) => {
    if (isFraud) frauds++
    if (frauds >= BLOCK_PRECISION * (i + 1)) count = i + 1
  })
  return count >= FEWEST_BLOCKED ? count : 0
}

/** The number of highest scores, from `fewest` to `most`, whose review saves the most. */
function mostSaved(ranked: readonly ScoredRow[], fewest: number, most: number): number {
  let saved = 0
  let best = { count: fewest, saved: -Infinity }
  ranked.slice(0, most).forEach(({ savings }, i) => {
    saved += savings
    if (i + 1 >= fewest && saved > best.saved) best = { count: i + 1, saved }
  })
  return best.count
}

const lowered = (value: number): number => twoDigits(value, Math.floor)
const raised = (value: number): number => Math.min(twoDigits(value, Math.ceil), 0.99)

function twoDigits(value: number, rounding: (x: number) => number): number {
  const unit = 10 ** (Math.floor(Math.log10(value)) - 1)
  return Number((rounding(value / unit) * unit).toPrecision(2))
}
