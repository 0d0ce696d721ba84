import { guideY, toX, toY } from './plot-area'
import type { PlotGuide } from './plot-spec'

/** An outline in the background colour keeps the text legible on lines. */
const TEXT = 'fill-muted-foreground stroke-card stroke-[3px] text-[10.5px] [paint-order:stroke]'

interface GuideProps {
  guide: PlotGuide
  /** Of a vertical line: the row of its name above the plot, from below. */
  row: number
}

/** A line across the plot. A vertical one reaches up to its name. */
export function GuideLine({ guide: { axis, at }, row }: GuideProps) {
  const d = axis === 'y' ? `M${toX(0)} ${toY(at)}H${toX(1)}` : `M${toX(at)} ${toY(0)}V${guideY(row)}`
  return <path aria-hidden d={d} className="stroke-input" strokeDasharray="1 3" />
}

/** Its name, drawn above all lines. Names of vertical lines have rows of their own, so that neighbours do not overlap. */
export function GuideName({ guide: { axis, at, label }, row }: GuideProps) {
  if (axis === 'y') {
    return (
      <text aria-hidden x={toX(1)} y={toY(at) - 4} textAnchor="end" className={TEXT}>
        {label}
      </text>
    )
  }
  const rightHalf = at > 0.5
  return (
    <text
      aria-hidden
      x={toX(at) + (rightHalf ? -4 : 4)}
      y={guideY(row)}
      textAnchor={rightHalf ? 'end' : 'start'}
      className={TEXT}
    >
      {label}
    </text>
  )
}
