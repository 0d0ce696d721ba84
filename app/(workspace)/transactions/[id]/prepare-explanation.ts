import type { Explanation, Side, Waterfall, WaterfallStep } from '@/components/fraud/explanation'
import { FAMILY_LABELS } from '@/lib/engine/explanation'
import { FEATURE_NAMES, featureNamed, formatFeatureValue } from '@/lib/engine/features'
import type { Contribution, FamilyShare, TransactionDetail } from '@/lib/desk/transactions/schema'

type Prediction = Pick<
  TransactionDetail['prediction'],
  'baseValue' | 'baseScore' | 'margin' | 'score' | 'contributions' | 'families'
>
/** A step before its place on the way is known. */
type Row = Omit<WaterfallStep, 'from' | 'to'>

/** Rows drawn one by one; the rest is drawn as their sum. */
export const SHOWN_STEPS = 10
const AXIS_MARGIN = 0.04

/** Decides order, grouping and extent of the waterfalls from what was stored with the prediction. */
export function prepareExplanation(prediction: Prediction): Explanation {
  const { baseValue, baseScore, margin, score, contributions, families } = prediction
  return {
    baseValue,
    baseScore,
    margin,
    score,
    byFeature: waterfallOf(prediction, featureRows(contributions)),
    byFamily: waterfallOf(prediction, families.map(familyRow)),
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

/** The strongest one by one, in the order in which they come, and the rest as one. */
function featureRows(contributions: readonly Contribution[]): Row[] {
  const rest = contributions.slice(SHOWN_STEPS)
  const rows = contributions.slice(0, SHOWN_STEPS).map((item): Row => {
    const { name, contribution, probabilityAfter } = item
    return { key: name, contribution, probability: probabilityAfter, ...wordsFor(item) }
  })
  if (rest.length === 0) return rows
  const others = {
    key: '*',
    label: rest.length === 1 ? '1 other feature' : `${rest.length} other features`,
    value: '',
    contribution: sum(rest),
    probability: rest.at(-1)?.probabilityAfter ?? null,
  }
  return [...rows, others]
}

const familyRow = ({ family, contribution, features, probabilityAfter }: FamilyShare): Row => ({
  key: family,
  label: FAMILY_LABELS[family],
  value: features === 1 ? '1 feature' : `${features} features`,
  contribution,
  probability: probabilityAfter,
})

/** The last step ends at the stored margin: it carries what float32 sums of the model leave over. */
function waterfallOf({ baseValue, margin }: Prediction, rows: readonly Row[]): Waterfall {
  let running = baseValue
  const steps = rows.map((row, i): WaterfallStep => {
    const from = running
    running = i === rows.length - 1 ? margin : from + row.contribution
    return { ...row, from, to: running }
  })
  return { steps, axis: axisOf(baseValue, margin, steps) }
}

function axisOf(baseValue: number, margin: number, steps: readonly WaterfallStep[]): Waterfall['axis'] {
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
