import { useId } from 'react'
import { GuideLine, GuideName } from './guide-line'
import { guideBand, PLOT, toX, toY } from './plot-area'
import type { PlotDot, PlotLine, PlotSpec, PlotTone } from './plot-spec'
import { PlotAxes } from './plot-axes'

const STROKE: Record<PlotTone, string> = {
  accent: 'stroke-brand',
  second: 'stroke-info',
  muted: 'stroke-input',
}
const FILL: Record<PlotTone, string> = { accent: 'fill-brand', second: 'fill-info', muted: 'fill-input' }
/** Lines also differ in dashes, not only in colour. */
export const DASHES: Record<PlotTone, string | undefined> = {
  accent: undefined,
  second: '5 3',
  muted: '2 3',
}

/** A plot as static SVG: rendered on the server, without JavaScript, coloured by theme tokens. */
export function Plot({ spec }: { spec: PlotSpec }) {
  const id = useId()
  const upright = (spec.guides ?? []).filter(({ axis }) => axis === 'x')
  const guides = (spec.guides ?? []).map((guide) => ({ guide, row: upright.indexOf(guide) }))
  const band = guideBand(spec.guideRows ?? upright.length)
  return (
    <svg
      role="img"
      aria-labelledby={`${id}title`}
      aria-describedby={`${id}desc`}
      viewBox={`0 ${-band} ${PLOT.width} ${PLOT.height + band}`}
      className="h-auto w-full max-w-[31rem]"
    >
      <title id={`${id}title`}>{spec.title}</title>
      <desc id={`${id}desc`}>{spec.description}</desc>
      <PlotAxes x={spec.x} y={spec.y} band={band} />
      {guides.map(({ guide, row }) => (
        <GuideLine key={guide.label} guide={guide} row={row} />
      ))}
      {spec.lines.map((line) => (
        <Line key={line.label} line={line} />
      ))}
      {spec.dots?.items.map((dot, i) => (
        <Dot key={i} dot={dot} tone={spec.dots?.tone ?? 'accent'} />
      ))}
      {guides.map(({ guide, row }) => (
        <GuideName key={guide.label} guide={guide} row={row} />
      ))}
    </svg>
  )
}

function Line({ line }: { line: PlotLine }) {
  if (line.points.length === 0) return null
  const path = line.points.map(([x, y], i) => `${i === 0 ? 'M' : 'L'}${toX(x)} ${toY(y)}`).join('')
  return (
    <path
      d={path}
      fill="none"
      strokeWidth={line.tone === 'muted' ? 1 : 1.75}
      strokeLinejoin="round"
      strokeDasharray={DASHES[line.tone]}
      className={STROKE[line.tone]}
    />
  )
}

function Dot({ dot, tone }: { dot: PlotDot; tone: PlotTone }) {
  const [x, y] = [toX(dot.x), toY(dot.y)]
  return (
    <g>
      {dot.low !== null && dot.high !== null ? (
        <path d={`M${x} ${toY(dot.low)}V${toY(dot.high)}`} strokeWidth="1.25" className={STROKE[tone]} />
      ) : null}
      <circle cx={x} cy={y} r="2.75" className={FILL[tone]} />
    </g>
  )
}
