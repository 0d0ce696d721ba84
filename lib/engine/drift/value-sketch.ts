/**
 * A sketch of a distribution that does not depend on the bins of a baseline: counts in buckets of equal relative width, 16 per
 * power of two, for each sign. Sketches of two periods add up exactly, in any order. The bucket is the first 13 bits of the float32, the
 * logarithmic-linear mapping of DDSketch (Masson, Rim and Lee, DDSketch, VLDB 2019): a quantile is off by at most 1/32 of itself.
 */
export const SKETCH_BUCKETS = 8_192
const SIGN = SKETCH_BUCKETS / 2
const SHIFT = 19

const scratch = new Float32Array(1)
const bits = new Uint32Array(scratch.buffer)

/** The bucket of a number. Values beyond float32 fall into the last bucket of their sign. */
export function bucketOf(value: number): number {
  scratch[0] = value
  const bucket = bits[0]! >>> SHIFT
  return bucket === SIGN ? 0 : bucket
}

/** A value in the middle of the bucket. */
export function valueOf(bucket: number): number {
  if (bucket === 0) return 0
  bits[0] = (bucket << SHIFT) | (1 << (SHIFT - 1))
  return scratch[0]!
}

/** Counts per value, ascending by value. */
export interface Sketch {
  values: number[]
  counts: number[]
  total: number
}

/** Reads `SKETCH_BUCKETS` counts from `offset` on. */
export function readSketch(counts: ArrayLike<number>, offset = 0): Sketch {
  const sketch: Sketch = { values: [], counts: [], total: 0 }
  const take = (bucket: number) => {
    const count = counts[offset + bucket]!
    if (count === 0) return
    sketch.values.push(valueOf(bucket))
    sketch.counts.push(count)
    sketch.total += count
  }
  for (let bucket = SKETCH_BUCKETS - 1; bucket > SIGN; bucket--) take(bucket)
  for (let bucket = 0; bucket < SIGN; bucket++) take(bucket)
  return sketch
}

/** The bucket counts of several sketches, [sketches x SKETCH_BUCKETS], as bytes: gaps and counts as variable-length integers. */
export function packSketches(counts: Float64Array): Uint8Array {
  const bytes: number[] = []
  for (let start = 0; start < counts.length; start += SKETCH_BUCKETS) {
    let last = -1
    for (let bucket = 0; bucket < SKETCH_BUCKETS; bucket++) {
      const count = counts[start + bucket]!
      if (count === 0) continue
      putVarint(bytes, bucket - last)
      putVarint(bytes, count)
      last = bucket
    }
    bytes.push(0)
  }
  return Uint8Array.from(bytes)
}

/** Adds packed sketches to counts of the same length. @throws RangeError where the bytes hold other sketches */
export function addPackedSketches(bytes: Uint8Array, counts: Float64Array): void {
  let at = 0
  const varint = (): number => {
    let value = 0
    for (let factor = 1; ; factor *= 128) {
      const byte = bytes[at++]
      if (byte === undefined) throw new RangeError('the packed sketches end too soon')
      value += (byte & 127) * factor
      if (byte < 128) return value
    }
  }
  for (let start = 0; start < counts.length; start += SKETCH_BUCKETS) {
    let bucket = -1
    for (let gap = varint(); gap !== 0; gap = varint()) {
      bucket += gap
      if (bucket >= SKETCH_BUCKETS) throw new RangeError('a packed sketch has too many buckets')
      counts[start + bucket]! += varint()
    }
  }
}

function putVarint(bytes: number[], value: number): void {
  let rest = value
  while (rest >= 128) {
    bytes.push((rest % 128) | 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
