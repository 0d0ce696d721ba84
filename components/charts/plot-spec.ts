import type { Tick } from './scales'

/** What a plot shows, in positions from 0 to 1 on both axes. Prepared elsewhere; the component only draws it. */
export type PlotTone = 'accent' | 'second' | 'muted'

export interface PlotAxis {
  label: string
  ticks: Tick[]
}

export type Point = readonly [x: number, y: number]

export interface PlotLine {
  label: string
  tone: PlotTone
  points: Point[]
}

/** A dot with an interval on the vertical axis. */
export interface PlotDot {
  x: number
  y: number
  low: number | null
  high: number | null
}

/** A straight line across the plot, such as a threshold. */
export interface PlotGuide {
  axis: 'x' | 'y'
  at: number
  label: string
}

export interface PlotSpec {
  title: string
  /** One sentence that describes the chart for screen readers. */
  description: string
  x: PlotAxis
  y: PlotAxis
  lines: PlotLine[]
  dots?: { label: string; tone: PlotTone; items: PlotDot[] }
  guides?: PlotGuide[]
  /** Rows for the names of vertical guides, where their number changes while the plot is shown. By default one each. */
  guideRows?: number
}

/** Every nth point, always with the first and the last: 5,000 points look no better than 200. */
export function thinPoints<T>(points: readonly T[], most: number): T[] {
  if (points.length <= most) return [...points]
  const stride = (points.length - 1) / (most - 1)
  return Array.from({ length: most }, (_, i) => points[Math.round(i * stride)] as T)
}
