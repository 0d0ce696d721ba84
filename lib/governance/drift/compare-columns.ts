import {
  baselineMean,
  binsIn,
  type Column,
  indexNoise,
  indexTerm,
  type Layout,
  quantileDistance,
  readSketch,
  SKETCH_BUCKETS,
  stabilityIndex,
  statusOf,
  sumOf,
  type Tally,
} from '@/lib/engine/drift'
import { featureTexts } from '@/lib/engine/features'
import type { Drift, DriftBin, DriftFeature } from './schema'

const shareOf = (part: number | undefined, all: number): number | null =>
  all === 0 ? null : Math.min(1, (part ?? 0) / all)

/** Each feature of the model against its baseline, highest index times importance first. */
export function compareFeatures(
  { columns }: Layout,
  recent: Tally,
  weights: readonly number[],
  hasReport: boolean,
): DriftFeature[] {
  return columns
    .map(
      (column, i) =>
        column.feature && compareColumn(column.feature, column, i, recent, hasReport ? weights[i]! : null),
    )
    .filter((compared) => compared !== null && compared !== '')
    .sort((a, b) => b.priority - a.priority || (b.psi ?? -1) - (a.psi ?? -1))
}

function compareColumn(
  feature: string,
  column: Column,
  place: number,
  recent: Tally,
  importance: number | null,
): DriftFeature {
  const { bins, baseline, histogram } = column
  const counts = binsIn(recent.counts, column)
  const [all, before] = [sumOf(counts), sumOf(baseline)]
  const known = all - counts[bins.missing]!
  const psi = stabilityIndex(baseline, counts)
  const noise = indexNoise(baseline, counts)
  const distance =
    recent.sketches && quantileDistance(histogram, readSketch(recent.sketches, place * SKETCH_BUCKETS))
  const mean = baselineMean(histogram)
  const definition = featureTexts(feature)
  return {
    feature,
    label: definition?.label ?? feature,
    family: definition?.family ?? 'not in the catalogue',
    psi,
    psi_noise: noise,
    status: statusOf(psi, noise),
    importance,
    priority: (psi ?? 0) * (importance ?? 1),
    baseline_mean: mean?.mean ?? null,
    baseline_mean_estimated: mean?.isEstimate ?? false,
    recent_mean: known === 0 ? null : recent.sums[place]! / known,
    distance: distance?.moved ?? null,
    distance_scaled: distance?.scaled ?? null,
    baseline_missing_share: shareOf(baseline[bins.missing], before),
    recent_missing_share: shareOf(counts[bins.missing], all),
    baseline_zero_share: bins.hasZero ? shareOf(baseline[bins.zero], before) : null,
    recent_zero_share: bins.hasZero ? shareOf(counts[bins.zero], all) : null,
    unseen_share: bins.values === null ? null : shareOf(counts[bins.unseen], all),
  }
}

/** The bins of a column in the order of their values, without those that a feature does not use. */
export function describeBins(column: Column, recent: Tally): DriftBin[] {
  const { bins, baseline } = column
  const counts = binsIn(recent.counts, column)
  const [all, before] = [sumOf(counts), sumOf(baseline)]
  const bin = (kind: DriftBin['kind'], place: number, from: number | null, to: number | null): DriftBin => {
    const [b, r] = [shareOf(baseline[place], before) ?? 0, shareOf(counts[place], all) ?? 0]
    return {
      kind,
      from,
      to,
      baseline_count: baseline[place]!,
      recent_count: counts[place]!,
      baseline_share: b,
      recent_share: r,
      psi_term: before === 0 || all === 0 ? 0 : indexTerm(b, r),
    }
  }
  const described: DriftBin[] = []
  if (bins.hasZero) described.push(bin('zero', bins.zero, 0, 0))
  for (let i = 0; i <= bins.edges.length; i++) {
    if (bins.values === null)
      described.push(bin('interval', i, bins.edges[i - 1] ?? null, bins.edges[i] ?? null))
    // A constant column has one value and two intervals.
    else if (i < bins.values.length) described.push(bin('value', i, bins.values[i]!, bins.values[i]!))
  }
  described.push(bin('missing', bins.missing, null, null))
  if (bins.values !== null) described.push(bin('unseen', bins.unseen, null, null))
  return described
}

/** The score in the bins of its baseline, under the names of the reference contract. */
export function distributeScores(column: Column, recent: Tally): Drift['score_distribution'] {
  return describeBins(column, recent)
    .filter(({ kind }) => kind !== 'missing' && kind !== 'unseen')
    .map(({ from, to, baseline_count, recent_count, baseline_share, recent_share }) => ({
      bucket: `${bound(from) ?? '0'}-${bound(to) ?? '1'}`,
      baseline_count,
      recent_count,
      baseline_share,
      recent_share,
    }))
}

const bound = (value: number | null): string | null =>
  value === null ? null : String(Number(value.toPrecision(3)))
