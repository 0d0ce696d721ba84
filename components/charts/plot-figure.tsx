import type { ReactNode } from 'react'
import { DASHES, Plot } from './plot'
import type { PlotSpec, PlotTone } from './plot-spec'

const SWATCH: Record<PlotTone, string> = {
  accent: 'stroke-brand fill-brand',
  second: 'stroke-info fill-info',
  muted: 'stroke-input fill-input',
}

interface PlotFigureProps {
  spec: PlotSpec
  table: ReactNode
  /** Replaces the static drawing of the spec. */
  drawing?: ReactNode
}

/** A plot with its legend and, in a collapsed section, its figures as a table. */
export function PlotFigure({ spec, table, drawing = <Plot spec={spec} /> }: PlotFigureProps) {
  return (
    <figure className="flex flex-col gap-3">
      <figcaption className="text-muted-foreground flex flex-wrap gap-x-4 gap-y-1 text-xs">
        {spec.dots ? <Swatch label={spec.dots.label} tone={spec.dots.tone} dot /> : null}
        {spec.lines.map(({ label, tone }) => (
          <Swatch key={label} label={label} tone={tone} />
        ))}
      </figcaption>
      {drawing}
      <details>
        <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
          {spec.title}: figures
        </summary>
        <div className="mt-2">{table}</div>
      </details>
    </figure>
  )
}

function Swatch({ label, tone, dot = false }: { label: string; tone: PlotTone; dot?: boolean }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <svg aria-hidden viewBox="0 0 20 8" className={`h-2 w-5 ${SWATCH[tone]}`}>
        {dot ? (
          <circle cx="10" cy="4" r="3" />
        ) : (
          <path d="M0 4H20" strokeWidth="2" strokeDasharray={DASHES[tone]} />
        )}
      </svg>
      {label}
    </span>
  )
}
