import {
  allFigures,
  assumptionsOf,
  type CostsAndCapacity,
  nearestPlace,
  optimumWithInterval,
  type TunerFigures,
  type TunerOptimum,
} from '@/lib/governance/tuner/schema'
import type { Board, BoardSource } from './prepare-board'

/** A source under some costs and capacity. */
export interface SourceFigures {
  source: BoardSource
  /** Of every threshold, ascending; null where the source has no figures. */
  all: readonly TunerFigures[] | null
  optimum: TunerOptimum | null
}

export interface BoardFigures {
  testSlice: SourceFigures
  own: SourceFigures
  /** Of own traffic where it says enough, else of the test slice. */
  recommended: number | null
  /** Alerts that the reviewers work off in a day. */
  capacity: number
}

/** Everything that depends on costs and capacity. The saved settings come with their optima, which take longest. */
export function figuresOf(board: Board, settings: CostsAndCapacity): BoardFigures {
  const assumptions = assumptionsOf(settings)
  const of = (source: BoardSource): SourceFigures => {
    const { curve, recommends, optimum } = source
    if (!curve) return { source, all: null, optimum: null }
    const all = allFigures(curve, board.block, assumptions)
    if (!recommends || settings === board.settings) return { source, all, optimum }
    return { source, all, optimum: optimumWithInterval(curve, board.block, assumptions) }
  }
  const [testSlice, own] = [of(board.testSlice), of(board.own)]
  return {
    testSlice,
    own,
    recommended: (own.optimum ?? (own.source.recommends ? null : testSlice.optimum))?.threshold ?? null,
    capacity: assumptions.alertsPerDay,
  }
}

/** The figures of the threshold that is nearest; null without figures. */
export function figuresAtThreshold(
  { source: { curve }, all }: SourceFigures,
  threshold: number | null,
): TunerFigures | null {
  if (!curve || !all || threshold === null) return null
  return all[nearestPlace(curve.thresholds, threshold)] ?? null
}

/** The thresholds that a preview can take: those of the source that is shown first. */
export const thresholdsOf = ({ own, testSlice }: Board): readonly number[] =>
  own.curve?.thresholds ?? testSlice.curve?.thresholds ?? []
