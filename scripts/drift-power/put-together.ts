import { addCells, type Cells, type WatchedDay } from '@/lib/engine/drift'
import type { Region } from './draw-regions'

/** Deals that may find nothing new before all institutions count as found. */
const MOST_REPEATS = 100

/**
 * Different institutions of several regions each: the regions are shuffled and dealt out, as often as it takes. Those of one deal share no
 * region; those of several do, so they are fewer independent observations than their number.
 */
export function dealRegions(
  regions: number,
  together: number,
  institutions: number,
  seed: number,
): number[][] {
  if (together > regions) return []
  const random = generator(seed)
  const dealt = new Map<string, number[]>()
  for (let repeats = 0; dealt.size < institutions && repeats < MOST_REPEATS; repeats++) {
    const order = Array.from({ length: regions }, (_, i) => i)
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1))
      ;[order[i], order[j]] = [order[j]!, order[i]!]
    }
    for (let at = 0; at + together <= regions && dealt.size < institutions; at += together) {
      const places = order.slice(at, at + together).sort((a, b) => a - b)
      const key = places.join(' ')
      if (dealt.has(key)) continue
      dealt.set(key, places)
      repeats = 0
    }
  }
  return [...dealt.values()]
}

/** The days of an institution: the sums of the same days of its regions. */
export function sumOfRegions(regions: readonly Region[], fromDay: number, toDay: number): WatchedDay[] {
  return Array.from({ length: toDay - fromDay }, (_, i) => {
    const sum = emptyDayLike(regions[0]![0]!)
    for (const region of regions) addDay(sum, region[fromDay + i]!)
    return sum
  })
}

const emptyDayLike = ({ counts, risk }: WatchedDay) => ({
  decisions: 0,
  alerts: 0,
  scores: 0,
  reportedMissed: 0,
  counts: new Float64Array(counts.length),
  risk: new Float64Array(risk.length),
  cells: {} as Cells,
})

function addDay(sum: ReturnType<typeof emptyDayLike>, day: WatchedDay): void {
  sum.decisions += day.decisions
  sum.alerts += day.alerts
  sum.scores += day.scores
  sum.reportedMissed += day.reportedMissed
  day.counts.forEach((count, bin) => (sum.counts[bin]! += count))
  day.risk.forEach((scores, bin) => (sum.risk[bin]! += scores))
  if (day.cells) addCells(sum.cells, day.cells)
}

/** Lehmer's generator with the multiplier of MINSTD: enough to shuffle. */
function generator(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
