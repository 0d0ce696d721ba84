import {
  estimateFrauds,
  estimatePrecision,
  type ExplorationSums,
} from '@/lib/governance/exploration/estimate-precision'
import { uniforms } from '@/lib/governance/tuner/redraw'
import { chooseExplored, type ExplorationInForce } from '@/lib/scoring/path/choose-explored'

const IN_FORCE: ExplorationInForce = {
  version: 1,
  share: 0.2,
  amountCap: 50,
  dailyBudget: 400,
  seed: 'seed',
  day: '2026-12-01',
  spent: 0,
}

const payment = (name: string, amount = 10) => ({ name, amount })

describe('the choice of payments that are let through', () => {
  it('is the same for the same name and seed, and another for another seed', () => {
    const rows = Array.from({ length: 200 }, (_, i) => payment(`P-${i}`, 1))
    const chosen = (seed: string) =>
      chooseExplored(rows, { ...IN_FORCE, seed }).map(({ letThrough }) => letThrough)
    expect(chosen('a')).toEqual(chosen('a'))
    expect(chosen('a')).not.toEqual(chosen('b'))
  })

  it('lets through the share of the payments', () => {
    const rows = Array.from({ length: 20_000 }, (_, i) => payment(`P-${i}`, 0.001))
    const through = chooseExplored(rows, IN_FORCE).filter(({ letThrough }) => letThrough)
    // Three standard errors are 0.0085.
    expect(Math.abs(through.length / rows.length - 0.2)).toBeLessThan(0.0085)
  })

  it('leaves out payments above the cap, whatever their draw', () => {
    const rows = Array.from({ length: 50 }, (_, i) => payment(`P-${i}`, 50.01))
    expect(chooseExplored(rows, { ...IN_FORCE, share: 1 })).toEqual([])
  })

  it('never exceeds what the budget of the day has left', () => {
    const rows = Array.from({ length: 500 }, (_, i) => payment(`P-${i}`, 30))
    const chosen = chooseExplored(rows, { ...IN_FORCE, share: 1, spent: 310 })
    // Three of 30 fit into 90; every further payment has no chance and takes no part.
    expect(chosen.filter(({ letThrough }) => letThrough)).toHaveLength(3)
    expect(chosen).toHaveLength(3)
  })
})

/** A year in short: payments that the score would block, of which the budget of each day lets some take part. */
function simulatedYear(seed: string, uniform: () => number) {
  const sums: ExplorationSums = {
    candidates: 0,
    letThrough: 0,
    weights: 0,
    squaredWeights: 0,
    fraudWeights: 0,
  }
  let frauds = 0
  for (let day = 0; day < 30; day++) {
    const rows = Array.from({ length: 40 }, (_, i) => {
      const amount = 1 + 70 * uniform()
      return { ...payment(`${day}-${i}`, amount), isFraud: uniform() < 0.95 - amount / 200 }
    })
    const share = day < 15 ? 0.1 : 0.3
    for (const { row, letThrough } of chooseExplored(rows, { ...IN_FORCE, share, seed, dailyBudget: 120 })) {
      sums.candidates++
      if (row.isFraud) frauds++
      if (!letThrough) continue
      sums.letThrough++
      sums.weights += 1 / share
      sums.squaredWeights += 1 / share ** 2
      if (row.isFraud) sums.fraudWeights += 1 / share
    }
  }
  return { sums, frauds, precision: frauds / sums.candidates }
}

describe('the estimates from payments that were let through', () => {
  const years = 400
  const uniform = uniforms(12)
  const simulated = Array.from({ length: years }, (_, year) => simulatedYear(`seed-${year}`, uniform))

  it('have no bias, although the budget decides who takes part', () => {
    const errors = simulated.map(({ sums, frauds }) => estimateFrauds(sums) - frauds)
    const mean = errors.reduce((sum, error) => sum + error, 0) / years
    const deviation = Math.sqrt(errors.reduce((sum, error) => sum + (error - mean) ** 2, 0) / (years - 1))
    expect(Math.abs(mean)).toBeLessThan((3 * deviation) / Math.sqrt(years))
  })

  it('have 95 % intervals that cover the true precision', () => {
    const covered = simulated.filter(({ sums, precision }) => {
      const { low, high } = estimatePrecision(sums) ?? { low: 1, high: 0 }
      return low <= precision && precision <= high
    })
    // Three standard errors of 400 draws at 95 % are 0.033.
    expect(covered.length / years).toBeGreaterThan(0.917)
  })

  it('hold their level for few payments and a precision of one', () => {
    const sums = { candidates: 40, letThrough: 4, weights: 40, squaredWeights: 400, fraudWeights: 40 }
    const { precision, low, high } = estimatePrecision(sums) ?? { precision: 0, low: 0, high: 0 }
    expect([precision, high]).toEqual([1, 1])
    // Wilson's interval of 4 of 4.
    expect(low).toBeCloseTo(0.5101, 3)
  })

  it('are not known where nothing was let through', () => {
    const sums = { candidates: 7, letThrough: 0, weights: 0, squaredWeights: 0, fraudWeights: 0 }
    expect(estimatePrecision(sums)).toBeNull()
    expect(estimateFrauds(sums)).toBe(0)
  })
})
