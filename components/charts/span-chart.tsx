import { useId } from 'react'
import type { Tick } from './scales'

export interface Span {
  label: string
  /** Positions from 0 to 1. */
  from: number
  to: number
  tone: 'accent' | 'muted'
}

export interface SpanChartSpec {
  title: string
  description: string
  spans: Span[]
  ticks: Tick[]
}

const WIDTH = 720
const LEFT = 84
const RIGHT = 8
const ROW = 22
const AXIS = 22

/** Time intervals in rows, with the gaps between them. A phone shows the table instead. */
export function SpanChart({ spec }: { spec: SpanChartSpec }) {
  const id = useId()
  const height = spec.spans.length * ROW + AXIS
  return (
    <svg
      role="img"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}desc`}
      viewBox={`0 0 ${WIDTH} ${height}`}
      className="hidden h-auto w-full max-w-4xl sm:block"
    >
      <title id={`${id}title`}>{spec.title}</title>
      <desc id={`${id}desc`}>{spec.description}</desc>
      {spec.ticks.map(({ at, label }) => (
        <g key={label} aria-hidden>
          <path d={`M${toX(at)} 0V${height - AXIS + 4}`} className="stroke-border" strokeWidth="1" />
          <text
            x={toX(at)}
            y={height - 5}
            textAnchor={at > 0.95 ? 'end' : at < 0.05 ? 'start' : 'middle'}
            className="figure fill-faint text-[11px]"
          >
            {label}
          </text>
        </g>
      ))}
      {spec.spans.map(({ label, from, to, tone }, row) => (
        <g key={label} aria-hidden>
          <text x="0" y={row * ROW + 15} className="fill-muted-foreground text-[12px]">
            {label}
          </text>
          <rect
            x={toX(from)}
            y={row * ROW + 5}
            width={Math.max(2, toX(to) - toX(from))}
            height="12"
            rx="2"
            className={tone === 'accent' ? 'fill-brand' : 'fill-input'}
          />
        </g>
      ))}
    </svg>
  )
}

const toX = (at: number): number => Math.round((LEFT + at * (WIDTH - LEFT - RIGHT)) * 10) / 10
