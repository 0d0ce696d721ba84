import { type Layout, type WatchedDay, watchDays } from '@/lib/engine/drift'
import type { Region } from './draw-regions'

interface JudgeOptions {
  layout: Layout
  weights: readonly number[]
  /** Parts of one institution. */
  together: number
  institutions: number
  seed: number
}

export interface Judged {
  /** Day of the first alarm; null without. */
  alarm: number | null
  decisionsPerDay: number
}

/** Days that are drawn together, so that the rhythm of the week and the memory of a few days stay. */
const BLOCK_DAYS = 7

/**
 * Puts institutions together and watches them: each is the sum of several series, and each series consists of weeks drawn with
 * replacement from the undisturbed weeks of all regions (block bootstrap; Kuensch, 1989). Longer waves than a week are lost.
 * @param undisturbedDays length of the series
 * @param changes true appends the days with the new tactic, in their order
 */
export function judgeInstitutions(
  regions: readonly Region[],
  undisturbedDays: number,
  changes: boolean,
  { layout, weights, together, institutions, seed }: JudgeOptions,
): Judged[] {
  const random = generator(seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)]!
  return Array.from({ length: institutions }, () => {
    const total: WatchedDay[] = []
    for (let part = 0; part < together; part++) {
      const series: WatchedDay[] = []
      while (series.length < undisturbedDays) {
        const { undisturbed } = pick(regions)
        const week = Math.floor(random() * Math.floor(undisturbed.length / BLOCK_DAYS))
        series.push(...undisturbed.slice(week * BLOCK_DAYS, (week + 1) * BLOCK_DAYS))
      }
      series.length = undisturbedDays
      if (changes) series.push(...pick(regions).changed)
      addSeries(total, series)
    }
    const { alarm } = watchDays(total, layout, weights)
    return { alarm, decisionsPerDay: total.reduce((sum, { decisions }) => sum + decisions, 0) / total.length }
  })
}

function addSeries(total: WatchedDay[], series: readonly WatchedDay[]): void {
  series.forEach((day, i) => {
    const sum = total[i]
    if (sum === undefined) {
      total.push({ ...day, counts: day.counts.slice(), risk: day.risk.slice() })
      return
    }
    sum.decisions += day.decisions
    sum.alerts += day.alerts
    sum.scores += day.scores
    sum.reportedMissed += day.reportedMissed
    for (let bin = 0; bin < sum.counts.length; bin++) {
      sum.counts[bin]! += day.counts[bin]!
      sum.risk[bin]! += day.risk[bin]!
    }
  })
}

/** Lehmer's generator with the multiplier of MINSTD: enough to choose weeks. */
function generator(seed: number): () => number {
  let state = (seed % 2_147_483_646) + 1
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647
}
