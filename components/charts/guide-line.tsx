import { toX, toY } from './plot-area'
import type { PlotGuide } from './plot-spec'

/** An outline in the background colour keeps the text legible on lines. */
const TEXT = 'fill-muted-foreground stroke-card stroke-[3px] text-[10.5px] [paint-order:stroke]'
const ROW_HEIGHT = 12

/** A named line across the plot. Names of vertical lines alternate in height, so that neighbours do not overlap. */
export function GuideLine({ guide, row }: { guide: PlotGuide; row: number }) {
  if (guide.axis === 'y') {
    return (
      <g aria-hidden>
        <path d={`M${toX(0)} ${toY(guide.at)}H${toX(1)}`} className="stroke-input" strokeDasharray="1 3" />
        <text x={toX(1)} y={toY(guide.at) - 4} textAnchor="end" className={TEXT}>
          {guide.label}
        </text>
      </g>
    )
  }
  const rightHalf = guide.at > 0.5
  return (
    <g aria-hidden>
      <path d={`M${toX(guide.at)} ${toY(0)}V${toY(1)}`} className="stroke-input" strokeDasharray="1 3" />
      <text
        x={toX(guide.at) + (rightHalf ? -4 : 4)}
        y={toY(1) + 9 + row * ROW_HEIGHT}
        textAnchor={rightHalf ? 'end' : 'start'}
        className={TEXT}
      >
        {guide.label}
      </text>
    </g>
  )
}
