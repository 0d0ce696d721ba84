import { CHAMPION, noteFault, type Scorer } from '@/lib/scoring/shadow'
import { type Evaluation, evaluateRows } from './evaluate-rows'

/** Rows that one model decides. */
export interface DecidedTogether {
  scorer: Scorer
  /** Place of the scorer. */
  place: number
  /** Positions of the rows in the part. */
  rows: number[]
  evaluation: Evaluation
}

/**
 * Evaluates each row with the model that decides it. Where a canary fails, the champion decides its rows.
 * @param deciders per row the place of its scorer
 * @param matrices per scorer, row-major [rows x features of its model]
 */
export async function evaluateDeciders(
  tenantId: string,
  scorers: readonly [Scorer, ...Scorer[]],
  deciders: readonly number[],
  matrices: readonly Float32Array[],
): Promise<DecidedTogether[]> {
  const evaluate = async (place: number, rows: number[]): Promise<DecidedTogether> => {
    const scorer = scorers[place] as Scorer
    const features = rowsOf(matrices[place] as Float32Array, rows, deciders.length)
    return { scorer, place, rows, evaluation: await evaluateRows(scorer.model, features, rows.length) }
  }
  const together: DecidedTogether[] = []
  for (const place of new Set(deciders)) {
    const rows = deciders.flatMap((decider, row) => (decider === place ? [row] : []))
    if (place === CHAMPION) together.push(await evaluate(place, rows))
    else {
      const evaluated = await evaluate(place, rows).catch((error: unknown) => {
        noteFault(tenantId, scorers[place] as Scorer, (error as Error).message)
        return evaluate(CHAMPION, rows)
      })
      together.push(evaluated)
    }
  }
  return together
}

/** The given rows of a row-major matrix with `count` rows; the matrix itself where these are all. */
function rowsOf(matrix: Float32Array, rows: readonly number[], count: number): Float32Array {
  if (rows.length === count) return matrix
  const width = matrix.length / count
  const picked = new Float32Array(rows.length * width)
  rows.forEach((row, i) => picked.set(matrix.subarray(row * width, (row + 1) * width), i * width))
  return picked
}
