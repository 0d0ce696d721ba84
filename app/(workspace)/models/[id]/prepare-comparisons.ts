import { formatMetric } from '@/components/fraud/format-metrics'
import type { ModelReport } from '@/lib/governance/models/schema'

type Comparison = ModelReport['comparisons'][number]

export type ComparisonRow = Omit<Comparison, 'kind'> & { kind: Comparison['kind'] | 'this model' }

/** The name of the evaluated model in the comparisons of the report. */
const OWN_NAME = 'this model'

/**
 * This model and those it was compared with, best ranking first, those without a ranking last; and one sentence of
 * conclusion, which states when another one is as good or better.
 */
export function prepareComparisons(report: ModelReport): { rows: ComparisonRow[]; verdict: string } {
  const others = report.comparisons.filter(({ name }) => name !== OWN_NAME)
  const own = report.comparisons.find(({ name }) => name === OWN_NAME) ?? fromHeadline(report)
  const rows: ComparisonRow[] = [{ ...own, name: 'This model', kind: 'this model' }, ...others]
  return { rows: rows.sort(byRanking), verdict: verdictOf(report.headline.prAuc, others) }
}

function fromHeadline({ headline }: ModelReport): Comparison {
  return {
    name: OWN_NAME,
    kind: 'model',
    prAuc: headline.prAuc?.value ?? null,
    precision: headline.reviewPrecision?.value ?? null,
    recall: headline.reviewRecall?.value ?? null,
    recallAtFpr0001: headline.recallAtFpr0001?.value ?? null,
    note: 'precision and recall at its review threshold',
  }
}

const byRanking = (a: { prAuc: number | null }, b: { prAuc: number | null }): number =>
  (b.prAuc ?? -1) - (a.prAuc ?? -1)

function verdictOf(ours: ModelReport['headline']['prAuc'], others: readonly Comparison[]): string {
  const best = others.filter(({ prAuc }) => prAuc !== null).sort(byRanking)[0]
  if (!ours || !best || best.prAuc === null) return 'Nothing here can be compared by ranking.'
  const [mine, theirs] = [formatMetric(ours.value), formatMetric(best.prAuc)]
  const what = best.kind === 'rule' ? `The one-line rule “${best.name}”` : best.name
  if (best.prAuc >= ours.value) {
    return `${what} ranks at least as well on this data: PR-AUC ${theirs} against ${mine}.`
  }
  if (ours.low === null || best.prAuc >= ours.low) {
    return `${what} (PR-AUC ${theirs}) lies within the interval of this model (${mine}): this data cannot distinguish them.`
  }
  return `Ahead of the next best, ${best.name}, by ${formatMetric(ours.value - best.prAuc)} PR-AUC.`
}
