/** Exclusive prefix sums: the start of each piece, then the total; lengths + 1 entries. */
export function prefixSums(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  lengths.forEach((length, i) => (starts[i + 1] = starts[i]! + length))
  return starts
}
