import { binOf } from './bins'
import type { Layout } from './layout'
import { addPackedSketches, bucketOf, packSketches, SKETCH_BUCKETS } from './value-sketch'

/** What one period of decisions adds up to. Periods of one layout can be added in any order. */
export interface Tally {
  /** Decisions per bin, [layout.size]. */
  counts: Float64Array
  /** Sum of the scores per bin, [layout.size]: where the model expects fraud. */
  risk: Float64Array
  /** Sum of the known values per column, [columns]. */
  sums: Float64Array
  /** Bucket counts per column, [columns x SKETCH_BUCKETS]; null where the period keeps none. */
  sketches: Float64Array | null
}

export const emptyTally = ({ columns, size }: Layout, withSketches: boolean): Tally => ({
  counts: new Float64Array(size),
  risk: new Float64Array(size),
  sums: new Float64Array(columns.length),
  sketches: withSketches ? new Float64Array(columns.length * SKETCH_BUCKETS) : null,
})

// A call through the binding of another module looks it up each time, here 80 times a decision.
const bin = binOf
const bucket = bucketOf

/**
 * Adds one decision.
 * @param row the values of all columns, in the order of the layout: features, then the score
 */
export function addRow(
  { counts, risk, sums, sketches }: Tally,
  { columns }: Layout,
  row: Float64Array,
): void {
  const score = row[columns.length - 1]!
  for (let i = 0; i < columns.length; i++) {
    const { bins, offset } = columns[i]!
    const value = row[i]!
    const place = offset + bin(bins, value)
    counts[place]! += 1
    risk[place]! += score
    if (Number.isNaN(value)) continue
    sums[i]! += value
    if (sketches !== null) sketches[i * SKETCH_BUCKETS + bucket(value)]! += 1
  }
}

/** Adds the second tally to the first, which keeps its sketches only where both have them. */
export function addTally(total: Tally, { counts, risk, sums, sketches }: Tally): void {
  addAll(total.counts, counts)
  addAll(total.risk, risk)
  addAll(total.sums, sums)
  if (total.sketches !== null && sketches !== null) addAll(total.sketches, sketches)
}

function addAll(total: Float64Array, more: Float64Array): void {
  for (let i = 0; i < total.length; i++) total[i]! += more[i]!
}

/** Counts, risk and sums as little-endian float64, one after the other. */
export function packTally({ counts, risk, sums }: Tally): Uint8Array {
  const all = new Float64Array(counts.length + risk.length + sums.length)
  all.set(counts)
  all.set(risk, counts.length)
  all.set(sums, counts.length + risk.length)
  return new Uint8Array(all.buffer)
}

export const packTallySketches = ({ sketches }: Tally): Uint8Array | null =>
  sketches === null ? null : packSketches(sketches)

/** Adds a packed tally. @throws RangeError where it was packed with another layout */
export function addPacked(total: Tally, bytes: Uint8Array, sketches: Uint8Array | null): void {
  const { counts, risk, sums } = total
  const length = counts.length + risk.length + sums.length
  if (bytes.byteLength !== length * 8) throw new RangeError('the tally was stored with another layout')
  const all = new Float64Array(length)
  // A copy, because stored bytes need not begin at a multiple of eight.
  new Uint8Array(all.buffer).set(bytes)
  addAll(counts, all.subarray(0, counts.length))
  addAll(risk, all.subarray(counts.length, counts.length + risk.length))
  addAll(sums, all.subarray(counts.length + risk.length))
  if (total.sketches !== null && sketches !== null) addPackedSketches(sketches, total.sketches)
}
