import type { Model } from '@/lib/engine/inference'
import { isUniqueViolation, type Statement, type TenantPipeline, withTenantPipeline } from '@/lib/platform/db'
import { AppError, isAppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { elapsedMs, roundMs } from '@/lib/platform/time'
import type { PolicyThresholds } from '@/lib/engine/policy'
import { loadInForce, modelInForce, type RegisteredVersion } from '@/lib/scoring/bundles'
import { type Prediction, predictionComposer } from './compose-prediction'
import { evaluateRows } from './evaluate-rows'
import { toFeatureInput } from './feature-input'
import { featureMatrix } from './feature-matrix'
import { jobResults, keysToStore } from './group-results'
import type { JobResult, NewRow, ScoringJob } from './job'
import { joinStatements } from './join-statements'
import { observeScoring, type RowOutcome } from './observe-scoring'
import { planGroup, type RowPlan } from './plan-group'
import { type GroupData, readGroupData } from './read-group-data'
import { type PredictedRow, recordKeys, recordPredictions } from './record-predictions'
import { recordStates, recordTransactions } from './record-transactions'

/** The production model is not in memory; loading takes seconds, longer than the locks of a transaction may be held. */
class ModelNotLoaded extends AppError {
  constructor(readonly model: RegisteredVersion) {
    super('model-unavailable')
  }
}
const isModelNotLoaded = (error: unknown): error is ModelNotLoaded => isAppError(error) && 'model' in error

/**
 * Scores the jobs of a tenant in one database transaction. A unique violation means that another writer was faster in
 * spite of the locks; the second attempt reads what that writer stored. A model that is not in memory is loaded
 * between two attempts.
 */
export async function scoreGroup(tenantId: string, jobs: readonly ScoringJob[]): Promise<JobResult[]> {
  const attempt = () => withTenantPipeline(tenantId, (tx) => scoreInTransaction(tx, tenantId, jobs))
  try {
    return await attempt()
  } catch (error) {
    if (isModelNotLoaded(error)) await loadInForce(tenantId, error.model)
    else if (!isUniqueViolation(error)) throw error
    return await attempt()
  }
}

/** Reads, plans, scores, commits. A group of one part waits for the database twice: for the read and for the commit. */
async function scoreInTransaction(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<JobResult[]> {
  const start = performance.now()
  const data = await readGroupData(tx, tenantId, jobs)
  const plan = planGroup(jobs, data)
  const { outcomes, lastWrite } = await scoreRows(tx, tenantId, data, plan.rows, performance.now() - start)
  const results = jobResults(jobs, plan, outcomes)
  const keys = keysToStore(jobs, plan, results)
  if (lastWrite || keys.length) {
    await tx.commit([...(lastWrite ? [lastWrite] : []), ...recordKeys(tenantId, keys)])
  }
  observeScoring(outcomes)
  return results
}

const isToScore = (plan: RowPlan) => plan.kind === 'score'

interface ScoredRows {
  outcomes: RowOutcome[]
  /** Stores the predictions of the last part; sent together with the commit. */
  lastWrite: Statement | null
}

/**
 * Computes features, evaluates the model, decides and writes, part by part. Writes are posted without waiting: the
 * database writes a part and reads the next one while the model runs.
 */
async function scoreRows(
  tx: TenantPipeline,
  tenantId: string,
  data: GroupData,
  plans: readonly RowPlan[],
  readMs: number,
): Promise<ScoredRows> {
  const toScore = plans.filter(isToScore)
  if (!toScore.length) return { outcomes: [], lastWrite: null }
  const { states, lists, parts } = data
  const { id: modelVersionId, model, policy } = productionModel(tenantId, data)
  const outcomes: RowOutcome[] = []
  let lastWrite: Statement | null = null
  for (const { from, to, arrived } of parts) {
    await arrived()
    const planned = plans.slice(from, to).filter(isToScore)
    if (!planned.length) continue
    const start = performance.now()
    const inputs = planned.map(({ row, job, money }) =>
      toFeatureInput(job.ctx.tenant, row.transaction, row.receivedAt, money ?? undefined),
    )
    const { features, unusualAmounts } = featureMatrix(model, inputs, states)
    const stages = { read: roundMs(readMs), features: elapsedMs(start) }
    const newRows = planned.map(({ row, job, money }, i): NewRow => {
      return { id: newId(), row, job, money, amountUnusual: unusualAmounts[i] ?? null }
    })
    const isLast = outcomes.length + planned.length === toScore.length
    const stateWrites = isLast ? [recordStates(tenantId, toScore, states)] : []
    tx.post([joinStatements([recordTransactions(tenantId, newRows), ...stateWrites])])
    const evaluation = await evaluateRows(model, features, planned.length)
    const timings = { ...stages, model: roundMs(evaluation.modelMs), explain: roundMs(evaluation.explainMs) }
    const compose = predictionComposer({ model, policy, lists, evaluation, timings })
    const predicted = newRows.map((newRow, i): PredictedRow => ({ newRow, prediction: compose(newRow, i) }))
    const predictionWrite = recordPredictions(tenantId, modelVersionId, predicted, evaluation)
    if (isLast) lastWrite = predictionWrite
    else tx.post([predictionWrite])
    // Keeps only what the response needs; a whole prediction per row would fill memory in a large batch.
    for (const { newRow, prediction } of predicted) outcomes.push(outcomeOf(newRow, prediction))
  }
  return { outcomes, lastWrite }
}

const outcomeOf = ({ job }: NewRow, { body, response, shared }: Prediction): RowOutcome => ({
  job,
  body,
  outcome: response.outcome,
  timings: shared.timings,
})

/** The model in force and the policy of the tenant. @throws AppError where either is missing; ModelNotLoaded */
function productionModel(
  tenantId: string,
  { model, policy }: GroupData,
): { id: string; model: Model; policy: PolicyThresholds } {
  if (!model || !policy) throw new AppError('no-production-model')
  const inForce = modelInForce(tenantId, model)
  if (!inForce) throw new ModelNotLoaded(model)
  return { ...inForce, policy }
}
