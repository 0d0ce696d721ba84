import type { Explanation, Side, WaterfallStep } from '@/components/fraud/explanation'
import { FEATURE_NAMES, featureNamed, formatFeatureValue } from '@/lib/features'
import type { Contribution, TransactionDetail } from '@/lib/transactions/schema'

type Prediction = Pick<
  TransactionDetail['prediction'],
  'baseValue' | 'baseScore' | 'margin' | 'score' | 'contributions'
>

/** Rows drawn one by one; the rest is drawn as their sum. */
export const SHOWN_STEPS = 10
const AXIS_MARGIN = 0.04

/** Decides order, grouping and extent of the waterfall from what was stored with the prediction. */
export function prepareExplanation(prediction: Prediction): Explanation {
  const { baseValue, baseScore, margin, score, contributions } = prediction
  const steps = toSteps(baseValue, contributions)
  return {
    baseValue,
    baseScore,
    margin,
    score,
    steps,
    axis: axisOf(baseValue, margin, steps),
    ...sidesOf(contributions),
  }
}

/** A feature's readable name and value. One that has left the catalogue keeps its stored name. */
export function wordsFor({ name, value }: Pick<Contribution, 'name' | 'value'>): {
  label: string
  value: string
} {
  if (FEATURE_NAMES.includes(name)) {
    return { label: featureNamed(name).label, value: formatFeatureValue(name, value) }
  }
  return { label: name, value: value === null ? 'not known' : String(value) }
}

function toSteps(baseValue: number, contributions: readonly Contribution[]): WaterfallStep[] {
  const strongest = [...contributions].sort((a, b) => Math.abs(b.contribution) - Math.abs(a.contribution))
  const shown = strongest.slice(0, SHOWN_STEPS)
  const rest = strongest.slice(SHOWN_STEPS)
  const rows = shown.map((item) => ({ key: item.name, contribution: item.contribution, ...wordsFor(item) }))
  if (rest.length > 0) {
    const label = rest.length === 1 ? '1 other feature' : `${rest.length} other features`
    rows.push({ key: '*', label, value: '', contribution: sum(rest) })
  }
  let running = baseValue
  return rows.map((row) => {
    const from = running
    running += row.contribution
    return { ...row, from, to: running }
  })
}

function axisOf(baseValue: number, margin: number, steps: readonly WaterfallStep[]): Explanation['axis'] {
  const points = [baseValue, margin, ...steps.map(({ to }) => to)]
  const min = Math.min(...points)
  const max = Math.max(...points)
  const room = (max - min || 1) * AXIS_MARGIN
  return { min: min - room, max: max + room }
}

function sidesOf(contributions: readonly Contribution[]): { raises: Side; lowers: Side } {
  const raising = contributions.filter(({ contribution }) => contribution > 0)
  const lowering = contributions.filter(({ contribution }) => contribution < 0)
  return {
    raises: { count: raising.length, sum: sum(raising) },
    lowers: { count: lowering.length, sum: sum(lowering) },
  }
}

const sum = (items: readonly Contribution[]): number =>
  items.reduce((total, { contribution }) => total + contribution, 0)
