/** The inner loops of explainBlock: one and four slots per pass over the rows, because a pass costs more than its sums. */

type Four = readonly [number, number, number, number]

/** Moves each row's place by the step that its code takes in one slot. */
export function moveByOne(
  base: number,
  column: number,
  steps: Uint16Array,
  codes: Int32Array,
  places: Int32Array,
  n: number,
): void {
  for (let r = 0; r < n; r++) places[r]! += steps[base + codes[column + r]!]!
}

export function moveByFour(
  [baseA, baseB, baseC, baseD]: Four,
  [a, b, c, d]: Four,
  steps: Uint16Array,
  codes: Int32Array,
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

/** Adds one value of each row's table row to the column of its feature. */
export function addOneColumn(
  column: number,
  slot: number,
  table: Float64Array,
  places: Int32Array,
  sums: Float64Array,
  n: number,
): void {
  for (let r = 0; r < n; r++) sums[column + r]! += table[places[r]! + slot]!
}

export function addFourColumns(
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
