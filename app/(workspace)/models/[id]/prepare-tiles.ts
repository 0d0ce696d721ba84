import { formatCount, formatMetric, formatShare, intervalOf } from '@/components/fraud/format-metrics'
import type { Estimate, ModelReport } from '@/lib/governance/models/schema'

export interface Tile {
  label: string
  /** Null if it could not be computed. */
  figure: string | null
  interval: string | null
  meaning: string
}

/** The main figures of a model, each with its interval and a description. */
export function prepareTiles({ headline }: Pick<ModelReport, 'headline'>): Tile[] {
  const decimals = (digits: number) => (value: number) => formatMetric(value, digits)
  return [
    tile('PR-AUC', headline.prAuc, decimals(3), 'Ranking of frauds before genuine payments; 1 is perfect'),
    tile(
      'Recall at 0.1 % FPR',
      headline.recallAtFpr0001,
      formatShare,
      'Frauds found at 1 false alarm per 1,000',
    ),
    tile(
      'Recall at 0.5 % FPR',
      headline.recallAtFpr0005,
      formatShare,
      'Frauds found at 5 false alarms per 1,000',
    ),
    tile('Fraud money in review', headline.valueRecallAtReview, formatShare, 'Share of fraud amounts caught'),
    tile(
      'Review precision',
      headline.reviewPrecision,
      formatShare,
      'Of the payments reviewed, how many are fraud',
    ),
    tile(
      'Brier skill',
      headline.brierSkill,
      decimals(2),
      'Against always saying the base rate; 0 is no better',
    ),
    tile('ECE, top 1 %', headline.eceTop1, decimals(3), 'Mean gap of score and fraud rate where it matters'),
    {
      label: 'Distinct scores',
      figure: headline.distinctScoresPer100k === null ? null : formatCount(headline.distinctScoresPer100k),
      interval: null,
      meaning: 'Per 100,000 payments: whether the order is fine enough to queue by',
    },
  ]
}

function tile(label: string, value: Estimate, format: (value: number) => string, meaning: string): Tile {
  return { label, figure: value && format(value.value), interval: intervalOf(value, format), meaning }
}
