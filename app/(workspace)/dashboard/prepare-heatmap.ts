import { spreadStep } from '@/components/charts/ramp'
import { formatCount, formatCounted } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { investigateHref } from '@/components/fraud/links'
import type { Heatmap, WeekHour } from '@/lib/desk/dashboard/schema'
import { boundsOf } from './period-words'
import { shareWords } from './prepare-volume'
import type { Metric } from './search-params'

/** The hours of a week as a grid of links. */
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const

export interface HeatmapCell {
  hour: number
  step: number
  href: string
  words: string
}

export interface HeatmapSpec {
  rows: { day: string; cells: HeatmapCell[] }[]
  /** The smallest value above zero, and the largest. */
  least: string
  most: string
}

export function prepareHeatmap({ cells, period }: Heatmap, metric: Metric): HeatmapSpec {
  const valueOf = (cell: WeekHour) => (metric === 'volume' ? cell.transactions : cell.flagged_share)
  const values = cells.flatMap((cell) => valueOf(cell) || [])
  const [least, greatest] = [Math.min(...values, Infinity), Math.max(...values, 0)]
  const format = metric === 'volume' ? formatCount : formatProbability
  return {
    least: format(Math.min(least, greatest)),
    most: format(greatest),
    rows: DAYS.map((day, i) => ({
      day,
      cells: cells.slice(24 * i, 24 * (i + 1)).map((cell) => ({
        hour: cell.hour,
        step: spreadStep(valueOf(cell), least, greatest),
        href: investigateHref({ ...boundsOf(period), weekday: cell.weekday, hour: cell.hour }),
        words: `${day} ${clock(cell.hour)}: ${formatCounted(cell.transactions, 'transaction')}, ${formatCounted(cell.flagged, 'alert')} (${shareWords(cell.flagged_share)})`,
      })),
    })),
  }
}

const clock = (hour: number): string => `${String(hour).padStart(2, '0')}:00`
