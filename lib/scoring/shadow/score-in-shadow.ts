import { decide, type Outcome } from '@/lib/engine/policy'
import type { Model } from '@/lib/engine/inference'
import { noteGap } from './challenger-gaps'
import { CHAMPION, type DecidedRow, type DecidedRows, type Scorer } from './scorer'

/** Score and outcome of a scorer; null where it failed. */
type Opinion = { score: number; outcome: Outcome } | null

/** A decided transaction with the opinion of each scorer, in the order of the scorers. */
export interface ComparedRow {
  group: DecidedRows
  row: DecidedRow
  index: number
  opinions: Opinion[]
}

/** Rows that one call of a model evaluates: below a millisecond, in which no request is served. */
const SLICE_ROWS = 32

const noFamilies = () => []

/**
 * Scores transactions of one tenant with every scorer that did not decide them. The feature vectors are those that the
 * deciding model was given, computed from the states before the transaction.
 */
export async function scoreInShadow(groups: readonly DecidedRows[]): Promise<ComparedRow[]> {
  const compared = groups.flatMap((group) =>
    group.rows.map((row, index): ComparedRow => {
      const opinions = group.scorers.map((_, i) => (i === row.decidedBy ? row : null))
      return { group, row, index, opinions }
    }),
  )
  const places = new Map<string, { scorer: Scorer; of: { row: ComparedRow; place: number }[] }>()
  for (const row of compared) {
    row.group.scorers.forEach((scorer, place) => {
      if (place === row.row.decidedBy) return
      const known = places.get(scorer.id) ?? { scorer, of: [] }
      places.set(scorer.id, known)
      known.of.push({ row, place })
    })
  }
  for (const { scorer, of } of places.values()) {
    for (let from = 0; from < of.length; from += SLICE_ROWS) {
      await scoreSlice(scorer, of.slice(from, from + SLICE_ROWS))
    }
  }
  return compared
}

async function scoreSlice(scorer: Scorer, slice: { row: ComparedRow; place: number }[]): Promise<void> {
  const { model } = scorer
  const width = model.featureNames.length
  const features = new Float32Array(slice.length * width)
  slice.forEach(({ row, place }, i) => features.set(vectorOf(row, place), i * width))
  try {
    const margins = await model.predictMargins(features, slice.length)
    slice.forEach(({ row, place }, i) => {
      const score = model.calibrate(margins[i] as number)
      const { outcome } = decide(row.group.policy, score, row.row.lists, noFamilies, row.row.signal)
      row.opinions[place] = { score, outcome }
    })
  } catch (error) {
    const tenantId = (slice[0] as { row: ComparedRow }).row.group.tenantId
    noteGap(tenantId, {
      modelVersionId: scorer.id,
      reason: 'failed',
      payments: slice.length,
      detail: (error as Error).message,
    })
  }
}

/** The features of a row for a scorer. */
export function vectorOf({ group, index }: ComparedRow, place: number): Float32Array {
  const width = (group.scorers[place] as Scorer).model.featureNames.length
  return (group.matrices[place] as Float32Array).subarray(index * width, (index + 1) * width)
}

/** Milliseconds to score and explain one row alone, as a response would. */
export async function timeAlone(model: Model, features: Float32Array): Promise<number> {
  const start = performance.now()
  await model.predictMargins(features, 1)
  model.explain(features, 1)
  return performance.now() - start
}

/** The champion's opinion and that of each challenger, where both have one. */
export function* pairsOf({ group, row, opinions }: ComparedRow) {
  const champion = opinions[CHAMPION]
  if (!champion) return
  for (const [place, scorer] of group.scorers.entries()) {
    const challenger = opinions[place]
    if (place === CHAMPION || !challenger) continue
    yield { place, scorer, challenger, champion, decided: row.decidedBy === place }
  }
}
