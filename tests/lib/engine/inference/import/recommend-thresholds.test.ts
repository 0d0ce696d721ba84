import { recommendThresholds, type ScoredRow } from '@/lib/engine/inference/import/recommend-thresholds'
import { seededRandom } from '../support/random'

/** Rows whose label is drawn from their score, as of a calibrated model with rare fraud. */
function draw(n: number): ScoredRow[] {
  const random = seededRandom(3)
  return Array.from({ length: n }, () => {
    const score = random.next() ** 8
    const isFraud = random.next() < score
    return { score, isFraud, savings: isFraud ? 95 : -5 }
  })
}

test('blocks where eight in ten are fraud, and reviews between 0.8 and 4 % of the rows', () => {
  const rows = draw(20_000)
  const { review, block, mediumFrom, highFrom } = recommendThresholds(rows)
  const blocked = rows.filter(({ score }) => score >= block)
  expect(blocked.filter(({ isFraud }) => isFraud).length / blocked.length).toBeGreaterThanOrEqual(0.75)
  const band = rows.filter(({ score }) => score >= review && score < block).length / rows.length
  expect(band).toBeGreaterThan(0.007)
  expect(band).toBeLessThan(0.045)
  expect([mediumFrom, highFrom]).toEqual([review, block])
})

test('never blocks below one half, and only above all scores where fraud is never that dense', () => {
  const rows = draw(5_000).map(({ score }) => ({ score: score / 4, isFraud: false, savings: -5 }))
  const { review, block } = recommendThresholds(rows)
  expect(block).toBeGreaterThanOrEqual(0.5)
  expect(review).toBeLessThanOrEqual(block)
  expect(rows.filter(({ score }) => score >= block)).toEqual([])
})

test('both thresholds are probabilities with two digits', () => {
  const { review, block } = recommendThresholds(
    draw(3_000).map((row) => ({ ...row, score: row.score / 1_000 })),
  )
  for (const threshold of [review, block]) {
    expect(threshold).toBeGreaterThan(0)
    expect(threshold).toBeLessThan(1)
    expect(Number(threshold.toPrecision(2))).toBe(threshold)
  }
})
