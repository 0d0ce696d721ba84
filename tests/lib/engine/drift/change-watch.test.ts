import { readFileSync } from 'node:fs'
import { layoutOf, type Watch, type WatchedDay, watchDays } from '@/lib/engine/drift'

/**
 * Guarantee: a new tactic in one kind of decisions raises an alarm within ten days, and years without a change raise almost none. The
 * power in whole simulated worlds is counted by scripts/drift-power.ts.
 */
const layout = layoutOf([], { rows: 10, score: { edges: [0.5], counts: [9, 1], missing: 0 }, features: {} })
const watch = (days: readonly WatchedDay[]): Watch => watchDays(days, layout, [0])

interface CellSums {
  decisions: number
  suspicion: number
  reported: number
}

function dayOf(decisions: number, cells: Record<string, CellSums>): WatchedDay {
  const bins = Float64Array.from({ length: layout.size }, () => decisions)
  return {
    decisions,
    alerts: decisions * 0.03,
    scores: decisions * 0.006,
    reportedMissed: decisions * 0.001,
    counts: bins,
    risk: bins,
    cells: Object.fromEntries(
      Object.entries(cells).map(([kind, { reported, ...sums }]) => [
        kind,
        { ...sums, alerts: 0, reportedAlerts: 0, reportedMissed: reported },
      ]),
    ),
  }
}

describe('a simulated institution of 11,000 decisions a day, with a new tactic from day 60 on', () => {
  // The sum of the regions with the seeds 201 to 210 of scripts/drift-power.ts: its five most suspicious kinds, and the others together.
  const [head = '', ...lines] = readFileSync('tests/fixtures/drift/new-tactic.csv', 'utf8').trim().split('\n')
  const kinds = head
    .split(',')
    .filter((column) => column.endsWith(' suspicion'))
    .map((column) => column.replace(' suspicion', ''))
  const days = lines.map((line) => {
    const [decisions = 0, ...cells] = line.split(',').map(Number)
    const sumsOf = (at: number): CellSums => ({
      decisions: cells[at]!,
      suspicion: cells[at + 1]!,
      reported: cells[at + 2]!,
    })
    return dayOf(decisions, Object.fromEntries(kinds.map((kind, i) => [kind, sumsOf(3 * i)])))
  })

  it('has no alarm before it, and one within ten days of it, in its kind', () => {
    expect(watch(days.slice(0, 60)).alarm).toBeNull()
    const { alarm, kinds: found } = watch(days)
    expect(alarm).toBeGreaterThanOrEqual(60)
    expect(found[0]!.kind).toBe('TRANSFER app usual new')
  })

  it('has none where kinds are not counted, which are watched once they were for four weeks', () => {
    const uncounted = days.map((day) => ({ ...day, cells: null }))
    expect(watch(uncounted)).toMatchObject({ alarm: null, kinds: [] })
    expect(watch([...uncounted, ...days.slice(43)])).toMatchObject({ alarm: null, kinds: [] })
    expect(watch([...uncounted, ...days.slice(42)]).kinds).not.toEqual([])
  })
})

describe('years of Poisson counts', () => {
  const KINDS = [0.3, 0.5, 0.8, 1.5, 3, 6]
  const yearOf = (seed: number, length: number, factorOn: (day: number, kind: number) => number) => {
    const random = generator(seed)
    return Array.from({ length }, (_, day) =>
      dayOf(
        10_000,
        Object.fromEntries(
          KINDS.map((mean, kind) => {
            const factor = factorOn(day, kind)
            // Ten suspicious decisions of 0.1 are a suspicion of 1.
            const sums = {
              decisions: 1_000,
              suspicion: 0.1 * poisson(random, 10 * mean * factor),
              reported: poisson(random, 2 * mean * factor),
            }
            return [`PAYMENT app usual ${kind}`, sums]
          }),
        ),
      ),
    )
  }

  it('have an alarm in at most 5 % of 40 without a change', () => {
    const alarms = Array.from({ length: 40 }, (_, i) => watch(yearOf(101 + 7 * i, 393, () => 1)).alarm)
    expect(alarms.filter((alarm) => alarm !== null).length).toBeLessThanOrEqual(2)
  })

  it('have one within ten days in at least 90 % of 40 where the fraud of one kind triples', () => {
    const inTime = Array.from({ length: 40 }, (_, i) => {
      const factorOn = (day: number, kind: number) => (day >= 60 && kind === i % KINDS.length ? 3 : 1)
      const { alarm } = watch(yearOf(9_001 + 11 * i, 70, factorOn))
      return alarm !== null && alarm >= 60
    })
    expect(inTime.filter(Boolean).length).toBeGreaterThanOrEqual(36)
  })
})

function generator(seed: number): () => number {
  let state = seed
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}

/** Knuth's product of uniforms: the means are small. */
function poisson(random: () => number, mean: number): number {
  const least = Math.exp(-mean)
  let count = -1
  for (let product = 1; product > least; product *= random()) count += 1
  return count
}
