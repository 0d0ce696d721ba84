import type { PlotSpec, Point } from '@/components/charts/plot-spec'
import { logScale } from '@/components/charts/scales'
import { formatDay } from '@/components/fraud/format-time'
import { PSI_ALERT, PSI_WARNING } from '@/lib/engine/drift'
import type { Drift } from '@/lib/governance/drift/schema'
import { formatIndex } from './drift-words'

type Day = Drift['history'][number]

/** Smaller indexes lie on the lower edge of the plot. */
const SMALLEST_INDEX = 0.01

/** The index of each closed day over time; days without one are left out. */
export function prepareHistory(
  history: readonly Day[],
  timeZone: string,
  feature: string | null,
): PlotSpec | null {
  const days = history.filter(({ overall_psi, is_closed }) => is_closed && overall_psi !== null)
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last || first === last) return null
  const [from, to] = [Date.parse(first.day), Date.parse(last.day)]
  const place = (day: Day) => (Date.parse(day.day) - from) / (to - from)
  const asked = (day: Day) => (feature === null ? day.largest_psi : day.feature_psi)
  const greatest = Math.max(PSI_ALERT, ...days.map((day) => Math.max(day.overall_psi ?? 0, asked(day) ?? 0)))
  // An index may be a hundred times the limit of drift; a linear scale would press both limits onto its lower edge.
  const scale = logScale(SMALLEST_INDEX, greatest, String)
  const line = (valueOf: (day: Day) => number | null): Point[] =>
    days.flatMap((day) => {
      const value = valueOf(day)
      return value === null ? [] : [[place(day), scale.place(value)] as const]
    })
  const middle = days[Math.floor(days.length / 2)]!
  return {
    title: 'Stability index by day',
    description: `From ${formatDay(first.day, timeZone)} to ${formatDay(last.day, timeZone)} the overall index went from ${formatIndex(first.overall_psi!)} to ${formatIndex(last.overall_psi!)}.`,
    x: {
      label: 'day',
      ticks: [...new Set([first, middle, last])].map((day) => ({
        at: place(day),
        label: formatDay(day.day, timeZone),
      })),
    },
    y: { label: 'stability index', ticks: scale.ticks },
    lines: [
      { label: 'overall', tone: 'accent', points: line(({ overall_psi }) => overall_psi) },
      { label: feature ?? 'largest of a feature', tone: 'second', points: line(asked) },
    ],
    guides: [
      { axis: 'y', at: scale.place(PSI_WARNING), label: 'watch from 0.1' },
      { axis: 'y', at: scale.place(PSI_ALERT), label: 'drifted from 0.25' },
    ],
  }
}
