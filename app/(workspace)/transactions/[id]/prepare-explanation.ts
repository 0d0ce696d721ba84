import type { Explanation, Side, Waterfall, WaterfallStep } from '@/components/fraud/explanation'
import { FAMILY_LABELS } from '@/lib/engine/explanation'
import { featureTexts, formatFeatureValue } from '@/lib/engine/features'
import type { Contribution, FamilyShare, TransactionDetail } from '@/lib/desk/transactions/schema'

type StoredExplanation = TransactionDetail['explanation']
/** A step before its place on the way is known. */
type Row = Omit<WaterfallStep, 'from' | 'to'>

/** Rows drawn one by one; the rest is drawn as their sum. */
export const SHOWN_STEPS = 10
const AXIS_MARGIN = 0.04

/** Decides order, grouping and extent of the waterfalls from what was stored with the prediction. */
export function prepareExplanation({
  score,
  explanation,
}: Pick<TransactionDetail, 'score' | 'explanation'>): Explanation {
  const { base_value, base_score, margin, contributions, families } = explanation
  return {
    baseValue: base_value,
    baseScore: base_score,
    margin,
    score,
    byFeature: waterfallOf(explanation, featureRows(contributions)),
    byFamily: waterfallOf(explanation, families.map(familyRow)),
    ...sidesOf(contributions),
  }
}

/** A feature's readable name and value. One that has left the catalogue keeps its stored name. */
export function wordsFor({ name, value }: Pick<Contribution, 'name' | 'value'>): {
  label: string
  value: string
} {
  const texts = featureTexts(name)
  if (texts) return { label: texts.label, value: formatFeatureValue(name, value) }
  return { label: name, value: value === null ? 'not known' : String(value) }
}

/** The strongest one by one, in the order in which they come, and the rest as one. */
function featureRows(contributions: readonly Contribution[]): Row[] {
  const rest = contributions.slice(SHOWN_STEPS)
  const rows = contributions.slice(0, SHOWN_STEPS).map((item): Row => {
    const { name, contribution, probability_after } = item
    return { key: name, contribution, probability: probability_after, ...wordsFor(item) }
  })
  if (rest.length === 0) return rows
  const others = {
    key: '*',
    label: rest.length === 1 ? '1 other feature' : `${rest.length} other features`,
    value: '',
    contribution: sum(rest),
    probability: rest.at(-1)?.probability_after ?? null,
  }
  return [...rows, others]
}

const familyRow = ({ family, contribution, features, probability_after }: FamilyShare): Row => ({
  key: family,
  label: FAMILY_LABELS[family],
  value: features === 1 ? '1 feature' : `${features} features`,
  contribution,
  probability: probability_after,
})

/** The last step ends at the stored margin: it carries what float32 sums of the model leave over. */
function waterfallOf({ base_value, margin }: StoredExplanation, rows: readonly Row[]): Waterfall {
  let running = base_value
  const steps = rows.map((row, i): WaterfallStep => {
    const from = running
    running = i === rows.length - 1 ? margin : from + row.contribution
    return { ...row, from, to: running }
  })
  return { steps, axis: axisOf(base_value, margin, steps) }
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
