import type { ModelReport } from '@/lib/governance/models/schema'
import { at } from './evaluation'

/** Rows of a report, from the few figures that differ between them. */
export const slice = (name: ModelReport['slices'][number]['name'], from: number, to: number) => ({
  name,
  from: at(from),
  to: at(to),
  rows: (to - from) * 10_000,
  frauds: (to - from) * 39,
})

/** A curve that falls slowly and then steeply, like precision over recall. */
export const precisionAt = (recall: number): number => 1 - 0.96 * recall ** 3

export const reliabilityBin = (rows: number, meanScore: number, drift: number) => {
  const fraudRate = Math.min(1, meanScore * (1 + drift))
  const half = 1.96 * Math.sqrt((fraudRate * (1 - fraudRate)) / rows)
  return {
    rows,
    meanScore,
    fraudRate,
    low: Math.max(0, fraudRate - half),
    high: Math.min(1, fraudRate + half),
  }
}

export function candidate(
  kind: string,
  prAuc: number,
  prAucLoss: number,
  ece: number,
  eceTop1: number,
  distinctScores: number,
  largestTie: number,
): ModelReport['calibration']['candidates'][number] {
  return { kind, prAuc, prAucLoss, ece, eceTop1, brier: 0.0017, distinctScores, largestTie }
}

export const comparison = (name: string, kind: 'model' | 'rule', prAuc: number, recallAtFpr0001: number) => ({
  name,
  kind,
  prAuc,
  precision: null,
  recall: null,
  recallAtFpr0001,
  note: '',
})

export const rule = (name: string, precision: number, recall: number) => ({
  name,
  kind: 'rule' as const,
  prAuc: null,
  precision,
  recall,
  recallAtFpr0001: null,
  note: 'fixed before the test slice was read',
})

export const typology = (
  name: string,
  frauds: number,
  recallAtReview: number,
  valueRecallAtReview: number,
) => ({
  name,
  frauds,
  amount: frauds * 300,
  recallAtReview,
  valueRecallAtReview,
  meanScore: recallAtReview * 0.8,
})
