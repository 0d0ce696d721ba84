import { rampStep } from '@/components/charts/ramp'
import { formatCount } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import { flaggedShare, weekGrid } from '@/lib/dashboard/schema'
import type { Activity } from '@/lib/dashboard/schema'
import { boundsOf } from './period-words'
import { shareWords } from './prepare-volume'
import type { Metric } from './search-params'

/** The hours of a week as a grid of links. Pure. */
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export interface HeatmapCell {
  hour: number
  step: number
  href: string
  words: string
}

export interface HeatmapSpec {
  rows: { day: string; cells: HeatmapCell[] }[]
  most: string
}

export function prepareHeatmap({ week, period }: Activity, metric: Metric): HeatmapSpec {
  const valueOf =
    metric === 'volume' ? ({ transactions }: { transactions: number }) => transactions : flaggedShare
  const grid = weekGrid(week)
  const greatest = Math.max(0, ...grid.flat().map((cell) => valueOf(cell) ?? 0))
  return {
    most: metric === 'volume' ? formatCount(greatest) : formatProbability(greatest),
    rows: grid.map((cells, i) => ({
      day: DAYS[i] ?? '',
      cells: cells.map((cell) => ({
        hour: cell.hour,
        step: rampStep(valueOf(cell), greatest),
        href: investigateHref({ ...boundsOf(period), weekday: cell.weekday, hour: cell.hour }),
        words: `${DAYS[i]} ${clock(cell.hour)}: ${formatCount(cell.transactions)} transactions, ${formatCount(cell.flagged)} alerts (${shareWords(flaggedShare(cell))})`,
      })),
    })),
  }
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
