import { type CanaryEvidence, FALSE_STOP, judgeCanary } from '@/lib/governance/challengers/judge-canary'
import { logEvidence, shiftInterval } from '@/lib/governance/challengers/shift-evidence'

/** The statistics of the canary by simulation with fixed seeds, looked at after every payment. */

/** mulberry32: a small generator whose sequence a seed fixes. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const none = () => ({ pairs: 0, more: 0, less: 0 })
const LIMITS = { block: 0.005, review: 0.01, slow: 0.01 }
const evidence = (): CanaryEvidence => ({
  decided: 0,
  compared: 0,
  faults: 0,
  faultDetail: null,
  block: none(),
  review: none(),
  slow: none(),
  limits: LIMITS,
  slowMs: 100,
})

/** Chances of a difference in either direction, per payment. */
type Chances = Record<'block' | 'review' | 'slow', { more: number; less: number }>

/**
 * Runs a canary until it is stopped or `payments` are decided; returns the payment that stopped it. The evidence falls while
 * nothing differs, so a look after each difference is a look after each payment; payments between two differences
 * are skipped by their geometric distribution.
 */
function runCanary(chances: Chances, payments: number, random: () => number): number | null {
  const seen = evidence()
  const kinds = (['block', 'review', 'slow'] as const).flatMap((measure) => [
    { measure, side: 'more' as const, chance: chances[measure].more },
    { measure, side: 'less' as const, chance: chances[measure].less },
  ])
  const total = kinds.reduce((sum, { chance }) => sum + chance, 0)
  for (let at = 0; at < payments;) {
    at += 1 + Math.floor(Math.log(1 - random()) / Math.log1p(-total))
    if (at > payments) return null
    let pick = random() * total
    const kind = kinds.find(({ chance }) => (pick -= chance) < 0) ?? kinds[0]
    if (!kind) return null
    seen[kind.measure][kind.side] += 1
    for (const measure of ['block', 'review', 'slow'] as const) seen[measure].pairs = at
    seen.decided = seen.compared = at
    if (judgeCanary(seen)) return at
  }
  return null
}

const stopsOf = (runs: number, chances: Chances, payments: number): (number | null)[] =>
  Array.from({ length: runs }, (_, seed) => runCanary(chances, payments, generator(seed + 1)))

const stopped = (stops: (number | null)[]): number => stops.filter((at) => at !== null).length

describe('a canary without a difference', () => {
  it('is stopped in at most 5 % of 300 runs of 30,000 payments, looked at after each', () => {
    const alike = { more: 0.0005, less: 0.0005 }
    const stops = stopsOf(300, { block: alike, review: alike, slow: alike }, 30_000)
    expect(stopped(stops) / 300).toBeLessThanOrEqual(FALSE_STOP)
  })

  it('that is as different as its limits allow is stopped no more often', () => {
    const at = (limit: number) => ({ more: 0.001 + limit, less: 0.001 })
    const chances = { block: at(LIMITS.block), review: at(LIMITS.review), slow: at(LIMITS.slow) }
    expect(stopped(stopsOf(100, chances, 3_000)) / 100).toBeLessThanOrEqual(FALSE_STOP)
  })
})

describe('a bad canary', () => {
  const rare = { more: 0.002, less: 0.002 }
  const alike = { block: rare, review: rare, slow: rare }

  it.each([
    ['blocks 5 % more', { ...alike, block: { more: 0.052, less: 0.002 } }],
    ['blocks 2 of 100 no more', { ...alike, block: { more: 0.0002, less: 0.02 } }],
    ['sends 5 % more to review', { ...alike, review: { more: 0.052, less: 0.002 } }],
    ['is late with 6 % more', { ...alike, slow: { more: 0.062, less: 0.002 } }],
  ])('that %s is stopped within 2,000 payments in at least 95 % of 100 runs', (_, chances) => {
    expect(stopped(stopsOf(100, chances, 2_000)) / 100).toBeGreaterThanOrEqual(0.95)
  })

  it('that blocks nearly everything is stopped within forty payments', () => {
    const all = { ...alike, block: { more: 0.9, less: 0 } }
    expect(stopped(stopsOf(200, all, 40))).toBe(200)
  })
})

describe('the confidence sequence', () => {
  it('holds the mean at every payment in at least 95 % of 200 runs', () => {
    const [more, less] = [0.03, 0.01]
    const left = Array.from({ length: 200 }, (_, seed) => {
      const random = generator(seed + 7_000)
      const counts = none()
      for (let i = 0; i < 2_000; i++) {
        counts.pairs += 1
        const drawn = random()
        if (drawn < more) counts.more += 1
        else if (drawn < more + less) counts.less += 1
        else continue
        if (logEvidence(counts, more - less) >= Math.log(2 / 0.05)) return true
        const mirror = { pairs: counts.pairs, more: counts.less, less: counts.more }
        if (logEvidence(mirror, less - more) >= Math.log(2 / 0.05)) return true
      }
      return false
    })
    expect(left.filter(Boolean).length / 200).toBeLessThanOrEqual(0.05)
  })

  it('has the bounds that the evidence refutes, and narrows with the observations', () => {
    const few = shiftInterval({ pairs: 1_000, more: 30, less: 10 }, 0.05)
    const many = shiftInterval({ pairs: 100_000, more: 3_000, less: 1_000 }, 0.05)
    expect(few?.mean).toBeCloseTo(0.02, 12)
    for (const interval of [few, many]) {
      expect(interval?.low).toBeLessThan(0.02)
      expect(interval?.high).toBeGreaterThan(0.02)
    }
    expect((many?.high ?? 1) - (many?.low ?? 0)).toBeLessThan(0.2 * ((few?.high ?? 0) - (few?.low ?? 0)))
    expect(logEvidence({ pairs: 1_000, more: 30, less: 10 }, few?.low ?? 0)).toBeCloseTo(Math.log(40), 6)
    expect(shiftInterval(none(), 0.05)).toBeNull()
  })
})
