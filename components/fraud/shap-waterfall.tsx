import { cn } from '@/components/class-names'
import type { Explanation, Waterfall, WaterfallStep } from './explanation'
import { formatMargin, formatProbability, formatSigned } from './format-numbers'

interface ShapWaterfallProps {
  ends: Pick<Explanation, 'baseValue' | 'baseScore' | 'margin' | 'score'>
  waterfall: Waterfall
  /** The kind of the rows: features or families of features. */
  of: 'features' | 'families'
}

/**
 * One row per contribution from the base value to the margin, with the probability after each step; the last one is the
 * score. A table, so that screen readers can read it without its bars.
 */
export function ShapWaterfall({ ends, waterfall, of }: ShapWaterfallProps) {
  const { baseValue, baseScore, margin, score } = ends
  const at = positionOn(waterfall.axis)
  return (
    <table role="table" className="block w-full border-collapse text-left md:table">
      <caption className="sr-only">
        Contributions of the {of} to the margin, in log-odds, strongest first, and the probability after each
      </caption>
      <thead role="rowgroup" className="sr-only md:not-sr-only md:table-header-group">
        <tr role="row">
          <th role="columnheader" scope="col" className="eyebrow pr-3 pb-2">
            {of === 'features' ? 'Feature' : 'Family'}
          </th>
          <th role="columnheader" scope="col" className="eyebrow w-[36%] pb-2 text-center">
            <span className="text-good">← lowers</span> <span aria-hidden>|</span>{' '}
            <span className="text-risk-high">raises →</span>
          </th>
          <th role="columnheader" scope="col" className="eyebrow pb-2 pl-3 text-right whitespace-nowrap">
            Log-odds
          </th>
          <th role="columnheader" scope="col" className="eyebrow pb-2 pl-3 text-right whitespace-nowrap">
            Probability
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup" className="block md:table-row-group">
        <AnchorRow
          label="Base value"
          note="training average"
          value={baseValue}
          probability={baseScore}
          x={at(baseValue)}
        />
        {waterfall.steps.map((step) => (
          <StepRow key={step.key} step={step} at={at} />
        ))}
        <AnchorRow
          label="Margin"
          note="the sum of all"
          value={margin}
          probability={score}
          x={at(margin)}
          strong
        />
      </tbody>
    </table>
  )
}

const ROW =
  'grid grid-cols-[1fr_auto_4.75rem] gap-x-3 border-t border-border/60 py-1.5 first:border-t-0 md:table-row'
const LABEL_CELL = 'min-w-0 py-0 md:py-1.5 md:pr-3 md:align-middle'
const BAR_CELL = 'order-last col-span-3 pt-1 md:h-px md:p-0'
const VALUE_CELL = 'figure text-right text-[13px] md:py-1.5 md:pl-3 md:align-middle'

type Scale = (margin: number) => number

function StepRow({ step, at }: { step: WaterfallStep; at: Scale }) {
  const raises = step.contribution >= 0
  const left = at(Math.min(step.from, step.to))
  const width = Math.max(0.4, Math.abs(at(step.to) - at(step.from)))
  return (
    <tr role="row" className={ROW}>
      <th role="rowheader" scope="row" className={cn(LABEL_CELL, 'font-normal')}>
        <span className="text-[13px] leading-5">{step.label}</span>
        {step.value ? <span className="figure text-muted-foreground ml-2 text-xs">{step.value}</span> : null}
      </th>
      <td role="cell" className={BAR_CELL}>
        <svg aria-hidden viewBox="0 0 100 20" preserveAspectRatio="none" className="h-3 w-full md:h-7">
          <line
            x1={at(step.from)}
            x2={at(step.from)}
            y1="0"
            y2="10"
            className="stroke-input"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 2"
          />
          <line
            x1={at(step.to)}
            x2={at(step.to)}
            y1="10"
            y2="20"
            className="stroke-input"
            strokeWidth="1"
            vectorEffect="non-scaling-stroke"
            strokeDasharray="2 2"
          />
          <rect
            x={left}
            width={width}
            y="4"
            height="12"
            className={raises ? 'fill-risk-high' : 'fill-good'}
          />
        </svg>
      </td>
      <td role="cell" className={cn(VALUE_CELL, raises ? 'text-risk-high' : 'text-good')}>
        {formatSigned(step.contribution)}
      </td>
      <td role="cell" className={cn(VALUE_CELL, 'text-muted-foreground')}>
        {step.probability === null ? 'not known' : formatProbability(step.probability)}
      </td>
    </tr>
  )
}

interface AnchorRowProps {
  label: string
  note: string
  value: number
  probability: number
  x: number
  strong?: boolean
}

/** The start or the end of the path: a position, not a change. */
function AnchorRow({ label, note, value, probability, x, strong = false }: AnchorRowProps) {
  return (
    <tr role="row" className={ROW}>
      <th role="rowheader" scope="row" className={cn(LABEL_CELL, 'font-medium')}>
        <span className="text-[13px] leading-5">{label}</span>
        <span className="text-faint ml-2 text-xs font-normal">{note}</span>
      </th>
      <td role="cell" className={BAR_CELL}>
        <svg aria-hidden viewBox="0 0 100 20" preserveAspectRatio="none" className="h-3 w-full md:h-7">
          <line
            x1={x}
            x2={x}
            y1="1"
            y2="19"
            className={strong ? 'stroke-foreground' : 'stroke-risk-low'}
            strokeWidth="3"
            vectorEffect="non-scaling-stroke"
          />
        </svg>
      </td>
      <td role="cell" className={cn(VALUE_CELL, 'font-semibold')}>
        {formatMargin(value)}
      </td>
      <td role="cell" className={cn(VALUE_CELL, 'font-semibold')}>
        {formatProbability(probability)}
      </td>
    </tr>
  )
}

/** Log-odds to per cent of the drawing's width. */
function positionOn({ min, max }: Waterfall['axis']): Scale {
  const span = max - min || 1
  return (margin) => ((margin - min) / span) * 100
}
