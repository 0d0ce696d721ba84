import { formatMetric, formatShare, formatStretch, intervalOf } from '@/components/fraud/format-metrics'
import { formatThreshold } from '@/components/fraud/format-numbers'
import { FEATURES } from '@/lib/engine/features'
import type { Estimate, ModelPage, ModelReport, Policy } from '@/lib/governance/models/schema'

export interface Figure {
  value: string | null
  interval: string | null
}

export interface ComparedFigure {
  label: string
  a: Figure
  b: Figure
  /** Which version is better, where the 95 % intervals do not overlap. */
  better: 'a' | 'b' | 'unclear' | 'not comparable'
}

export interface ComparedThreshold {
  label: string
  a: string | null
  b: string | null
  inForce: string | null
}

export interface NamedFeature {
  name: string
  label: string
}

export interface Comparison {
  /** Why the figures may differ without a difference of the models. */
  caveats: string[]
  figures: ComparedFigure[]
  thresholds: ComparedThreshold[]
  features: { onlyA: NamedFeature[]; onlyB: NamedFeature[]; shared: number }
}

const LABELS = new Map(FEATURES.map(({ name, label }) => [name, label]))

/** Two registered models side by side: figures with intervals, thresholds, and the features that differ. */
export function prepareComparison(a: ModelPage, b: ModelPage): Comparison {
  const [reportA, reportB] = [reportOf(a), reportOf(b)]
  const only = (one: ModelPage, other: ModelPage): NamedFeature[] =>
    one.model.features
      .filter((name) => !other.model.features.includes(name))
      .map((name) => ({ name, label: LABELS.get(name) ?? name }))
  const onlyA = only(a, b)
  return {
    caveats: caveatsOf(reportA, reportB),
    figures: FIGURES.map((figure) => compareFigure(figure, reportA, reportB)),
    thresholds: thresholdsOf(a, b),
    features: { onlyA, onlyB: only(b, a), shared: a.model.features.length - onlyA.length },
  }
}

const documentsOf = ({ bundle }: ModelPage) => (bundle.state === 'read' ? bundle.documents : null)
const reportOf = (page: ModelPage): ModelReport | null => documentsOf(page)?.report ?? null

type Headline = ModelReport['headline']
interface FigureSpec {
  label: string
  key: Exclude<keyof Headline, 'distinctScoresPer100k'>
  format: (value: number) => string
  lowerIsBetter?: true
}

const decimals =
  (digits: number) =>
  (value: number): string =>
    formatMetric(value, digits)

const FIGURES: readonly FigureSpec[] = [
  { label: 'PR-AUC', key: 'prAuc', format: decimals(3) },
  { label: 'Recall at 0.1 % FPR', key: 'recallAtFpr0001', format: formatShare },
  { label: 'Recall at 0.5 % FPR', key: 'recallAtFpr0005', format: formatShare },
  { label: 'Review precision', key: 'reviewPrecision', format: formatShare },
  { label: 'Review recall', key: 'reviewRecall', format: formatShare },
  { label: 'Block precision', key: 'blockPrecision', format: formatShare },
  { label: 'Block recall', key: 'blockRecall', format: formatShare },
  { label: 'Fraud money in review', key: 'valueRecallAtReview', format: formatShare },
  { label: 'Brier skill', key: 'brierSkill', format: decimals(2) },
  { label: 'ECE', key: 'ece', format: decimals(4), lowerIsBetter: true },
  { label: 'ECE, top 1 %', key: 'eceTop1', format: decimals(3), lowerIsBetter: true },
]

function compareFigure(spec: FigureSpec, a: ModelReport | null, b: ModelReport | null): ComparedFigure {
  const [one, other] = [a?.headline[spec.key] ?? null, b?.headline[spec.key] ?? null]
  return {
    label: spec.label,
    a: figureOf(one, spec.format),
    b: figureOf(other, spec.format),
    better: betterOf(one, other, spec.lowerIsBetter ?? false),
  }
}

const figureOf = (estimate: Estimate, format: (value: number) => string): Figure => ({
  value: estimate && format(estimate.value),
  interval: intervalOf(estimate, format),
})

function betterOf(a: Estimate, b: Estimate, lowerIsBetter: boolean): ComparedFigure['better'] {
  if (a?.low == null || a.high === null || b?.low == null || b.high === null) return 'not comparable'
  if (a.low > b.high) return lowerIsBetter ? 'b' : 'a'
  if (b.low > a.high) return lowerIsBetter ? 'a' : 'b'
  return 'unclear'
}

function caveatsOf(a: ModelReport | null, b: ModelReport | null): string[] {
  if (!a || !b)
    return ['A version without a report has no figures: it was not evaluated, or its bundle cannot be read.']
  const caveats: string[] = []
  const [testA, testB] = [testPeriod(a), testPeriod(b)]
  if (a.dataSha256 !== b.dataSha256 || testA !== testB) {
    caveats.push(
      `The versions were measured on different payments (A: ${testA}, B: ${testB}): a difference can come from the payments.`,
    )
  }
  if (a.labels !== b.labels) {
    caveats.push('One version was judged by what really happened, the other by labels as recorded.')
  }
  return caveats
}

/** '4 weeks up to 2026-05-31'. */
function testPeriod({ slices }: ModelReport): string {
  const test = slices.find(({ name }) => name === 'test')
  return test ? `${formatStretch(test.from, test.to)} up to ${test.to.slice(0, 10)}` : 'no test slice'
}

function thresholdsOf(a: ModelPage, b: ModelPage): ComparedThreshold[] {
  const [ofA, ofB] = [documentsOf(a)?.thresholds, documentsOf(b)?.thresholds]
  const row = (
    label: string,
    key: 'review' | 'block' | 'mediumFrom' | 'highFrom',
    policyKey: Exclude<keyof Policy, 'version'>,
  ): ComparedThreshold => ({
    label,
    a: ofA ? formatThreshold(ofA[key]) : null,
    b: ofB ? formatThreshold(ofB[key]) : null,
    inForce: a.policy && formatThreshold(a.policy[policyKey]),
  })
  return [
    row('Review from', 'review', 'review_threshold'),
    row('Block from', 'block', 'block_threshold'),
    row('Medium risk from', 'mediumFrom', 'medium_from'),
    row('High risk from', 'highFrom', 'high_from'),
  ]
}
