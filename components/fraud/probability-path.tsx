import type { ReactNode } from 'react'
import { cn } from '@/components/class-names'
import type { Explanation, Side } from './explanation'
import { formatMargin, formatProbability, formatSigned } from './format-numbers'

/** How the base value becomes the probability: contributions that raise and lower it, their sum, its calibration. */
export function ProbabilityPath({ explanation }: { explanation: Explanation }) {
  const { baseValue, baseScore, margin, score, raises, lowers } = explanation
  return (
    <ol className="bg-muted/50 grid grid-cols-2 overflow-hidden rounded-md border sm:grid-cols-5">
      <Stage label="Starting point" figure={formatProbability(baseScore)} note={<Odds value={baseValue} />} />
      <Stage label="Raises" figure={formatSigned(raises.sum)} note={features(raises)} tone="text-risk-high" />
      <Stage label="Lowers" figure={formatSigned(lowers.sum)} note={features(lowers)} tone="text-good" />
      <Stage label="Margin" figure={formatMargin(margin)} note="their sum" />
      <Stage
        label="Probability"
        figure={formatProbability(score)}
        note="calibrated"
        className="col-span-2 sm:col-span-1"
      />
    </ol>
  )
}

interface StageProps {
  label: string
  figure: string
  note: ReactNode
  tone?: string
  className?: string
}

function Stage({ label, figure, note, tone, className }: StageProps) {
  return (
    <li className={cn('-mt-px -ml-px border-t border-l px-3 py-2.5', className)}>
      <span className="eyebrow block">{label}</span>
      <span className={cn('figure block text-lg leading-7 font-medium', tone)}>{figure}</span>
      <span className="text-muted-foreground block text-xs">{note}</span>
    </li>
  )
}

function Odds({ value }: { value: number }) {
  return (
    <>
      <span className="figure">{formatMargin(value)}</span> log-odds
    </>
  )
}

const features = ({ count }: Side): string => (count === 1 ? '1 feature' : `${count} features`)
