import {
  addPacked,
  addRow,
  addTally,
  emptyTally,
  layoutOf,
  packTally,
  packTallySketches,
} from '@/lib/engine/drift'

/** Guarantee: tallies of parts add up to the tally of the whole, and survive being stored. */
const histogram = { edges: [1, 2], counts: [4, 3, 3], missing: 0 }
const layout = layoutOf(['a', 'b'], {
  rows: 10,
  score: { ...histogram, edges: [0.1, 0.5] },
  features: { a: histogram, b: histogram },
})
const rows = [
  [0.5, NaN, 0.2],
  [1.5, 3, 0.7],
  [2.5, -1, 0.05],
].map((row) => Float64Array.from(row))

function tallyOf(of: readonly Float64Array[]) {
  const tally = emptyTally(layout, true)
  for (const row of of) addRow(tally, layout, row)
  return tally
}

it('counts values, scores and missing values by column', () => {
  const { counts, risk, sums } = tallyOf(rows)
  const [a, b, score] = layout.columns
  expect([...counts.slice(a!.offset, a!.offset + 3)]).toEqual([1, 1, 1])
  expect(counts[b!.offset + b!.bins.missing]).toBe(1)
  expect([...counts.slice(score!.offset, score!.offset + 3)]).toEqual([1, 1, 1])
  expect(risk[b!.offset + b!.bins.missing]).toBeCloseTo(0.2)
  expect([...sums].map((sum) => Number(sum.toFixed(3)))).toEqual([4.5, 2, 0.95])
})

it('adds up in any order, packed or not', () => {
  const whole = tallyOf(rows)
  const total = tallyOf(rows.slice(2))
  const part = tallyOf(rows.slice(0, 2))
  addPacked(total, packTally(part), packTallySketches(part))
  expect(total.counts).toEqual(whole.counts)
  expect(total.sketches).toEqual(whole.sketches)
  const sum = emptyTally(layout, true)
  addTally(sum, whole)
  expect(sum).toEqual(whole)
})

it('rejects a tally of another layout, and a baseline without a feature', () => {
  expect(() => addPacked(emptyTally(layout, false), new Uint8Array(8), null)).toThrow('another layout')
  expect(() => layoutOf(['c'], { rows: 1, score: histogram, features: {} })).toThrow('no histogram of c')
})
