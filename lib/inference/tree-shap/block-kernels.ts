/** The inner loops of explainBlock. Four slots per pass over the rows, because a pass costs more than its sums. */

export type Four = readonly [number, number, number, number]

export function four(of: (i: number) => number): Four {
  return [of(0), of(1), of(2), of(3)]
}

/** Moves each row's place by the steps that its codes take in four slots. */
export function movePlaces(
  [baseA, baseB, baseC, baseD]: Four,
  [a, b, c, d]: Four,
  steps: Uint16Array,
  codes: Uint16Array,
  places: Int32Array,
  n: number,
): void {
  for (let r = 0; r < n; r++) {
    places[r]! +=
      steps[baseA + codes[a + r]!]! +
      steps[baseB + codes[b + r]!]! +
      steps[baseC + codes[c + r]!]! +
      steps[baseD + codes[d + r]!]!
  }
}

/** Adds four neighbouring values of each row's table row to the columns of their features. */
export function addColumns(
  [a, b, c, d]: Four,
  slot: number,
  table: Float64Array,
  places: Int32Array,
  sums: Float64Array,
  n: number,
): void {
  for (let r = 0; r < n; r++) {
    const at = places[r]! + slot
    sums[a + r]! += table[at]!
    sums[b + r]! += table[at + 1]!
    sums[c + r]! += table[at + 2]!
    sums[d + r]! += table[at + 3]!
  }
}
