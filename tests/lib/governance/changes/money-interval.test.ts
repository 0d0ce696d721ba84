import {
  type FlipMoments,
  moneyRanges,
  type UncertainFlip,
} from '@/lib/governance/changes/impact/money-interval'

/** Reproducible numbers that have nothing to do with those of the code. */
function numbers(seed: number): () => number {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return (state >>> 8) / 2 ** 24
  }
}

function momentsOf(flips: readonly UncertainFlip[], certain = { won: 0, lost: 0 }): FlipMoments {
  const sum = (figure: (flip: UncertainFlip) => number) =>
    flips.reduce((total, flip) => total + figure(flip), 0)
  const spread = ({ probability: p }: UncertainFlip) => p * (1 - p)
  return {
    certainWon: certain.won,
    certainLost: certain.lost,
    expectedWon: sum(({ probability, won }) => probability * won),
    expectedLost: sum(({ probability, lost }) => probability * lost),
    varianceWon: sum((flip) => spread(flip) * flip.won ** 2),
    varianceLost: sum((flip) => spread(flip) * flip.lost ** 2),
    covariance: sum((flip) => spread(flip) * flip.won * flip.lost),
  }
}

/** The largest rows by variance, as the database names them. */
const heaviest = (flips: readonly UncertainFlip[], count: number) =>
  flips
    .toSorted(
      (a, b) =>
        b.probability * (1 - b.probability) * (b.won - b.lost) ** 2 -
        a.probability * (1 - a.probability) * (a.won - a.lost) ** 2,
    )
    .slice(0, count)

test('without flips nothing is won or lost', () => {
  const none = { expected: 0, low: 0, high: 0 }
  expect(moneyRanges(momentsOf([]), [])).toEqual({ won: none, lost: none, net: none })
})

test('costs that do not depend on fraud have no spread', () => {
  const { won, lost, net } = moneyRanges(momentsOf([], { won: 30, lost: 100 }), [])
  expect(won).toEqual({ expected: 30, low: 30, high: 30 })
  expect(lost).toEqual({ expected: 100, low: 100, high: 100 })
  expect(net).toEqual({ expected: -70, low: -70, high: -70 })
})

test('one large payment has the two outcomes that it can have', () => {
  const flip = { probability: 0.2, won: 1_000, lost: 0 }
  const { won } = moneyRanges(momentsOf([flip]), [flip])
  expect(won.expected).toBeCloseTo(200)
  expect([won.low, won.high]).toEqual([0, 1_000].map((value) => expect.closeTo(value, 6)))
})

test('the same input has the same interval', () => {
  const random = numbers(5)
  const flips = Array.from({ length: 300 }, () => ({ probability: random(), won: random() * 500, lost: 0 }))
  const once = moneyRanges(momentsOf(flips), heaviest(flips, 200))
  expect(moneyRanges(momentsOf(flips), heaviest(flips, 200))).toEqual(once)
})

// Rows like those of real previews: small probabilities, amounts with a long tail, some that are let through.
test('90 of 100 simulated realities lie within the interval', () => {
  const random = numbers(11)
  const inside = { won: 0, lost: 0, net: 0 }
  const worlds = 40
  const realities = 100
  for (let world = 0; world < worlds; world++) {
    const flips = Array.from({ length: 60 + 40 * world }, (): UncertainFlip => {
      const amount = 20 * Math.exp(2.5 * (random() + random() - 1)) * (random() < 0.02 ? 50 : 1)
      const probability = 0.005 + 0.3 * random() ** 2
      return random() < 0.7 ? { probability, won: amount, lost: -3 } : { probability, won: 0, lost: amount }
    })
    const ranges = moneyRanges(momentsOf(flips, { won: 0, lost: 5 * flips.length }), heaviest(flips, 200))
    for (let reality = 0; reality < realities; reality++) {
      let [won, lost] = [0, 5 * flips.length]
      for (const flip of flips) {
        if (random() >= flip.probability) continue
        won += flip.won
        lost += flip.lost
      }
      for (const [name, value] of Object.entries({ won, lost, net: won - lost })) {
        const { low, high } = ranges[name as keyof typeof ranges]
        if (value >= low - 1e-6 && value <= high + 1e-6) inside[name as keyof typeof inside] += 1
      }
    }
  }
  for (const count of Object.values(inside)) {
    const share = count / (worlds * realities)
    expect(share).toBeGreaterThan(0.87)
    expect(share).toBeLessThan(0.93)
  }
})
