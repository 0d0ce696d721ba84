import { PLOT, toX, toY } from './plot-area'
import type { PlotAxis } from './plot-spec'

export const TICK_TEXT = 'figure fill-faint text-[10px]'
const AXIS_TEXT = 'fill-muted-foreground text-[10.5px]'

interface PlotAxesProps {
  x: PlotAxis
  y: PlotAxis
  /** The height of the names of guides above the plot. */
  band: number
}

/** Grid, ticks and names of both axes. The name of the vertical axis is above it, and above the names of guides. */
export function PlotAxes({ x, y, band }: PlotAxesProps) {
  return (
    <g aria-hidden>
      {y.ticks.map(({ at, label }) => (
        <g key={label}>
          <path d={`M${toX(0)} ${toY(at)}H${toX(1)}`} className="stroke-border" strokeWidth="0.75" />
          <text x={PLOT.left - 5} y={toY(at) + 3} textAnchor="end" className={TICK_TEXT}>
            {label}
          </text>
        </g>
      ))}
      {x.ticks.map(({ at, label }) => (
        <g key={label}>
          <path d={`M${toX(at)} ${toY(0)}v3`} className="stroke-input" strokeWidth="0.75" />
          <text x={toX(at)} y={toY(0) + 13} textAnchor={anchorAt(at)} className={TICK_TEXT}>
            {label}
          </text>
        </g>
      ))}
      <path d={`M${toX(0)} ${toY(0)}H${toX(1)}`} className="stroke-input" strokeWidth="1" />
      <text x="0" y={10 - band} className={AXIS_TEXT}>
        {y.label}
      </text>
      <text x={toX(1)} y={PLOT.height - 5} textAnchor="end" className={AXIS_TEXT}>
        {x.label}
      </text>
    </g>
  )
}

/** Right-aligned at the end of the plot, so that the last label is not clipped. */
const anchorAt = (at: number) => (at > 0.97 ? 'end' : 'middle')
