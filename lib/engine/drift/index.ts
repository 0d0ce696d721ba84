/** Drift: how far live decisions lie from the baseline of a model, and when that is an alarm. Pure; safe in a browser. */
export { type BaselineHistogram, binOf, type Bins } from './bins'
export { baselineMean, type Distance, quantileDistance } from './wasserstein'
export { type Baseline, binsIn, type Column, type Layout, layoutOf } from './layout'
export {
  DRIFT_STATUSES,
  type DriftStatus,
  indexNoise,
  indexTerm,
  PSI_ALERT,
  PSI_WARNING,
  SHARE_FLOOR,
  stabilityIndex,
  statusOf,
  sumOf,
} from './stability-index'
export { addPacked, addRow, addTally, emptyTally, packTally, packTallySketches, type Tally } from './tally'
export { readSketch, SKETCH_BUCKETS } from './value-sketch'
export {
  estimatePerformance,
  type EstimatedPerformance,
  type Interval,
  type ScoredGroup,
} from './performance'
export { type ArrivalCurve, arrivedShare, type ArrivedLabels, daysUntil, learnArrival } from './label-arrival'
export {
  EVIDENCE_THRESHOLD,
  FALSE_ALARM_SHARE,
  type KindReading,
  type SignalReading,
  type Watch,
  watchDays,
} from './change-watch'
export { expectedPower, MEASURED_POWER, type PowerAtVolume } from './measured-power'
export { type SignalName, SIGNALS, type WatchedDay } from './watch-signals'
export { type Totals, totalsOf } from './profile-signals'
export { LEARNING_DAYS, referenceOf } from './usual-range'
export { triangularDistance } from './triangular-distance'
export {
  addCells,
  addToCell,
  AMOUNT_HABITS,
  type Cell,
  type Cells,
  emptyCell,
  type Kind,
  kindOf,
  MOST_SUSPICION,
  packCells,
  type PackedCells,
  readKind,
  RECEIVER_HABITS,
  unpackCells,
} from './cells'
