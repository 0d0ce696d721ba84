import type { ListState } from '@/lib/engine/policy'
import type { VelocityRule } from '@/lib/engine/velocity'
import type { Statement, TenantPipeline } from '@/lib/platform/db'
import { roundMs } from '@/lib/platform/time'
import type { DecidedRow } from '@/lib/scoring/shadow'
import { type Prediction, predictionComposer } from './compose-prediction'
import { canaryOf, deciderOf, type DecidingModels } from './deciding-models'
import { evaluateDeciders } from './evaluate-deciders'
import { exploreRows } from './explore-rows'
import { decidedRow } from './hand-over'
import { isLive, type NewRow } from './job'
import type { RowOutcome } from './observe-scoring'
import { type PredictedRow, recordPredictions } from './record-predictions'

/** Rows of a group with their features. */
interface Part {
  newRows: readonly NewRow[]
  /** Per scorer, row-major [rows x features of its model]. */
  matrices: readonly Float32Array[]
  lists: ReadonlyMap<string, ListState>
  velocity: VelocityRule
  /** Milliseconds per stage so far. */
  stages: Record<string, number>
}

export interface Decided {
  /** In the order of the rows. */
  outcomes: RowOutcome[]
  /** Store the predictions, one statement per model that decided. */
  writes: Statement[]
  /** In the order of the rows; empty where no challenger waits for them. */
  handedOver: DecidedRow[]
}

/** Evaluates, explains and decides the rows of a part, each with the model that decides for its sender. */
export async function decidePart(
  tx: TenantPipeline,
  tenantId: string,
  { policy, scorers, missing }: DecidingModels,
  { newRows, matrices, lists, velocity, stages }: Part,
): Promise<Decided> {
  const decided: Decided = { outcomes: [], writes: [], handedOver: [] }
  const canary = canaryOf(scorers)
  const deciders = newRows.map((newRow) => deciderOf(canary, newRow))
  // A group holds no live rows together with others.
  const isCompared =
    scorers.length + missing.length > 1 && newRows.slice(0, 1).every(({ job }) => isLive(job))
  for (const together of await evaluateDeciders(tenantId, scorers, deciders, matrices)) {
    const { scorer, place, rows, evaluation } = together
    const timings = {
      ...stages,
      model: roundMs(evaluation.modelMs),
      explain: roundMs(evaluation.explainMs),
    }
    const { id: modelVersionId, model } = scorer
    const ownRows = rows.map((row) => newRows[row] as NewRow)
    const explored = await exploreRows(
      tx,
      tenantId,
      { modelVersionId, model, policy, lists, evaluation },
      ownRows,
    )
    const compose = predictionComposer({ model, policy, lists, velocity, evaluation, explored, timings })
    const predicted = rows.map((row, i): PredictedRow => {
      const newRow = newRows[row] as NewRow
      const prediction = compose(newRow, i)
      // Keeps only what the response and the challengers need; whole predictions would fill memory in a large batch.
      decided.outcomes[row] = outcomeOf(newRow, prediction)
      if (isCompared) decided.handedOver[row] = decidedRow(newRow, prediction, place, lists)
      return { newRow, prediction }
    })
    decided.writes.push(recordPredictions(tenantId, modelVersionId, predicted, evaluation))
  }
  return decided
}

const outcomeOf = ({ job }: NewRow, { body, response, shared }: Prediction): RowOutcome => ({
  job,
  body,
  outcome: response.outcome,
  timings: shared.timings,
})
