import { spreadStep } from '@/components/charts/ramp'
import { formatCount, formatCounted } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import { flaggedShare, weekGrid } from '@/lib/desk/dashboard/schema'
import type { Activity } from '@/lib/desk/dashboard/schema'
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
  /** The least that is not nothing, and the greatest. */
  least: string
  most: string
}

export function prepareHeatmap({ week, period }: Activity, metric: Metric): HeatmapSpec {
  const valueOf =
    metric === 'volume' ? ({ transactions }: { transactions: number }) => transactions : flaggedShare
  const grid = weekGrid(week)
  const values = grid.flat().flatMap((cell) => valueOf(cell) || [])
  const [least, greatest] = [Math.min(...values, Infinity), Math.max(...values, 0)]
  const format = metric === 'volume' ? formatCount : formatProbability
  return {
    least: format(Math.min(least, greatest)),
    most: format(greatest),
    rows: grid.map((cells, i) => ({
      day: DAYS[i] ?? '',
      cells: cells.map((cell) => ({
        hour: cell.hour,
        step: spreadStep(valueOf(cell), least, greatest),
        href: investigateHref({ ...boundsOf(period), weekday: cell.weekday, hour: cell.hour }),
        words: `${DAYS[i]} ${clock(cell.hour)}: ${formatCounted(cell.transactions, 'transaction')}, ${formatCounted(cell.flagged, 'alert')} (${shareWords(flaggedShare(cell))})`,
      })),
    })),
  }
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
