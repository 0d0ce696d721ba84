import { formatScore } from '@/components/fraud/format-numbers'
import { dayName, type Trend, type TrendBar } from '../prepare-trend'

const WIDTH = 480
const LEFT = 34
const BARS = { top: 24, height: 90 }
const SCORES = { top: 152, height: 70 }
const HEIGHT = SCORES.top + SCORES.height + 18
/** The maximum width of a bar, for a trend with few days. */
const WIDEST = 16

/**
 * Above, transactions per day with the flagged ones filled; below, their average score. Days without transactions are
 * gaps.
 */
export function TrendChart({ trend }: { trend: Trend }) {
  const step = (WIDTH - LEFT) / trend.days
  const width = Math.max(1, Math.min(WIDEST, step * 0.8))
  const middle = ({ at }: TrendBar) => round(LEFT + (at + 0.5) * step)
  const tall = (n: number) => round((BARS.height * n) / trend.mostTransactions)
  const scoreY = (score: number) => round(SCORES.top + SCORES.height * (1 - score))
  const flagged = trend.bars.reduce((sum, bar) => sum + bar.flagged, 0)
  return (
    <svg
      role="img"
      aria-label={`${trend.bars.length} of ${trend.days} days with transactions, at most ${trend.mostTransactions} on a day, ${flagged} flagged. The table below holds each day.`}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      className="h-auto w-full max-w-xl"
    >
      <text x="0" y="9" className="fill-muted-foreground text-[10px]">
        Transactions per day
        <tspan className="fill-risk-high" dx="8">
          ■ flagged
        </tspan>
      </text>
      <Axis y={BARS.top} label={String(trend.mostTransactions)} />
      <Axis y={BARS.top + BARS.height} label="0" />
      {trend.bars.map((bar) => (
        <g key={bar.day}>
          <title>{`${dayName(bar.day)}: ${bar.transactions} transactions, ${bar.flagged} flagged, average score ${formatScore(bar.average_score)}`}</title>
          <Bar
            x={middle(bar) - width / 2}
            width={width}
            height={tall(bar.transactions)}
            className="fill-input"
          />
          {bar.flagged > 0 ? (
            <Bar
              x={middle(bar) - width / 2}
              width={width}
              height={Math.max(2, tall(bar.flagged))}
              className="fill-risk-high-fill"
            />
          ) : null}
        </g>
      ))}
      <text x="0" y={SCORES.top - 14} className="fill-muted-foreground text-[10px]">
        Average score
      </text>
      <Axis y={SCORES.top} label="1" />
      <Axis y={SCORES.top + SCORES.height} label="0" />
      {trend.runs.map((run) => (
        <g key={run[0]?.day} className="fill-brand stroke-brand">
          <path
            d={run
              .map((bar, i) => `${i === 0 ? 'M' : 'L'}${middle(bar)} ${scoreY(bar.average_score)}`)
              .join('')}
            fill="none"
            strokeWidth="1.5"
          />
          {run.map((bar) => (
            <circle key={bar.day} cx={middle(bar)} cy={scoreY(bar.average_score)} r="1.75" stroke="none" />
          ))}
        </g>
      ))}
      <text x={LEFT} y={HEIGHT - 3} className="figure fill-faint text-[10px]">
        {dayName(trend.first)}
      </text>
      {trend.days > 1 ? (
        <text x={WIDTH} y={HEIGHT - 3} textAnchor="end" className="figure fill-faint text-[10px]">
          {dayName(trend.last)}
        </text>
      ) : null}
    </svg>
  )
}

function Axis({ y, label }: { y: number; label: string }) {
  return (
    <g aria-hidden>
      <path d={`M${LEFT} ${y}H${WIDTH}`} className="stroke-border" strokeWidth="0.75" />
      <text x={LEFT - 5} y={y + 3} textAnchor="end" className="figure fill-faint text-[10px]">
        {label}
      </text>
    </g>
  )
}

function Bar({
  x,
  width,
  height,
  className,
}: {
  x: number
  width: number
  height: number
  className: string
}) {
  return (
    <rect
      x={round(x)}
      y={round(BARS.top + BARS.height - height)}
      width={round(width)}
      height={height}
      className={className}
    />
  )
}

const round = (value: number): number => Math.round(value * 10) / 10
