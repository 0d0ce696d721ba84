/** Where each of the pieces begins when they are laid end to end, and where the last one ends. */
export function prefixSums(lengths: number[]): Int32Array {
  const starts = new Int32Array(lengths.length + 1)
  lengths.forEach((length, i) => (starts[i + 1] = starts[i]! + length))
  return starts
}
