import { FEATURE_NAMES } from '@/lib/engine/features'
import { getModel, type Model } from '@/lib/engine/inference'
import { isUniqueViolation, type Statement, type TenantPipeline, withTenantPipeline } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import { elapsedMs, roundMs } from '@/lib/platform/time'
import type { PolicyThresholds } from '@/lib/engine/policy'
import { type Prediction, predictionComposer } from './compose-prediction'
import { evaluateRows } from './evaluate-rows'
import { toFeatureInput } from './feature-input'
import { featureMatrix } from './feature-matrix'
import type { FreshRow, JobResult, RowResult, ScoringJob } from './job'
import { type GroupPlan, type Plan, planGroup } from './plan-group'
import { readGroupData, type GroupData } from './read-group-data'
import { type PredictedRow, type NewKey, recordKeys, recordPredictions } from './record-predictions'
import { type Answered, observeScoring } from './observe-scoring'
import { recordStates, recordTransactions } from './record-transactions'
import { joinStatements } from './join-statements'

const KNOWN = { knownFeatures: FEATURE_NAMES }

/** Scores the jobs of one tenant together. The unique indexes decide a race that the locks did not see: then it runs anew. */
export async function scoreGroup(tenantId: string, jobs: readonly ScoringJob[]): Promise<JobResult[]> {
  const attempt = () => withTenantPipeline(tenantId, (tx) => runInTransaction(tx, tenantId, jobs))
  try {
    return await attempt()
  } catch (error) {
    if (!isUniqueViolation(error)) throw error
    return await attempt()
  }
}

/** Read, decide, write: one transaction for all jobs that came together. But for a large batch it waits for the database twice. */
async function runInTransaction(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<JobResult[]> {
  const start = performance.now()
  const data = await readGroupData(tx, tenantId, jobs)
  const plan = planGroup(jobs, data)
  const { answered, last } = await scoreRows(tx, tenantId, data, plan.rows, performance.now() - start)
  const results = resultsOf(jobs, plan, answered)
  const keys = newKeys(jobs, plan, results)
  if (last || keys.length) await tx.commit([...(last ? [last] : []), ...recordKeys(tenantId, keys)])
  observeScoring(answered)
  return results
}

const isFresh = (plan: Plan) => plan.kind === 'score'

interface ScoredRows {
  answered: Answered[]
  /** Stores the predictions of the last part, which travel with the commit. */
  last: Statement | null
}

/**
 * Evaluates and decides all rows that are new, a part at a time. The database writes what has come so far, and reads what
 * comes next, while the model works on.
 */
async function scoreRows(
  tx: TenantPipeline,
  tenantId: string,
  data: GroupData,
  plans: readonly Plan[],
  readMs: number,
): Promise<ScoredRows> {
  const planned = plans.filter(isFresh)
  if (!planned.length) return { answered: [], last: null }
  const { states, lists, parts } = data
  const { id: modelVersionId, model, policy } = await production(data)
  const answered: Answered[] = []
  let last: Statement | null = null
  for (const { from, to, arrived } of parts) {
    await arrived()
    const chunk = plans.slice(from, to).filter(isFresh)
    if (!chunk.length) continue
    const start = performance.now()
    const inputs = chunk.map(({ row, job }) =>
      toFeatureInput(job.ctx.tenant, row.transaction, row.receivedAt),
    )
    const { features, unusualAmounts } = featureMatrix(model, inputs, states)
    const stages = { read: roundMs(readMs), features: elapsedMs(start) }
    const fresh = chunk.map(({ row, job }, i): FreshRow => {
      return { id: newId(), row, job, amountUnusual: unusualAmounts[i] ?? null }
    })
    const isLast = answered.length + chunk.length === planned.length
    const moved = isLast ? [recordStates(tenantId, planned, states)] : []
    tx.post([joinStatements([recordTransactions(tenantId, fresh), ...moved])])
    const evaluation = await evaluateRows(model, features, chunk.length)
    const timings = { ...stages, model: roundMs(evaluation.modelMs), explain: roundMs(evaluation.explainMs) }
    const compose = predictionComposer({ model, policy, lists, evaluation, timings })
    const done = fresh.map((row, i): PredictedRow => ({ fresh: row, prediction: compose(row, i) }))
    const predictions = recordPredictions(tenantId, modelVersionId, done, evaluation)
    if (isLast) last = predictions
    else tx.post([predictions])
    // What else was decided is on its way to the database and needs no memory until the last part is.
    for (const { fresh, prediction } of done) answered.push(answerOf(fresh, prediction))
  }
  return { answered, last }
}

const answerOf = ({ job }: FreshRow, { body, answer, shared }: Prediction): Answered => ({
  job,
  body,
  outcome: answer.outcome,
  timings: shared.timings,
})

/** The tenant's model and policy; without either nothing is decided, least of all approved. */
async function production({
  model,
  policy,
}: GroupData): Promise<{ id: string; model: Model; policy: PolicyThresholds }> {
  if (!model || !policy) throw new AppError('no-production-model')
  try {
    return { id: model.id, model: await getModel(model.name, model.version, KNOWN), policy }
  } catch (cause) {
    throw new AppError('model-unavailable', { cause })
  }
}

function resultsOf(jobs: readonly ScoringJob[], plan: GroupPlan, answers: readonly Answered[]): JobResult[] {
  const bodyAt = (index: number) => (answers[index] as Answered).body
  const rowResult = (position: number): RowResult => {
    const row = plan.rows[position] as Plan
    if (row.kind === 'done') return row.result
    if (row.kind === 'score') return { kind: 'answer', body: bodyAt(row.index), replayed: false }
    const first = rowResult(row.of)
    return first.kind === 'answer' ? { ...first, replayed: true } : first
  }
  const results: JobResult[] = []
  plan.jobs.forEach((jobPlan, i) => {
    if (jobPlan.kind === 'stored') return results.push(jobPlan.result)
    if (jobPlan.kind === 'repeat') {
      return results.push({ ...(results[jobPlan.of] as JobResult), replayed: true })
    }
    const rows = jobPlan.rows.map(rowResult)
    return results.push({ body: (jobs[i] as ScoringJob).render(rows), replayed: false, results: rows })
  })
  return results
}

/** A request that was refused whole stores nothing, so its key stays free for the corrected body. */
function newKeys(jobs: readonly ScoringJob[], plan: GroupPlan, results: JobResult[]): NewKey[] {
  return jobs.flatMap(({ idempotency }, i) => {
    const result = results[i]
    const answered = result?.results.some((row) => row.kind === 'answer')
    if (!idempotency || plan.jobs[i]?.kind !== 'rows' || !result || !answered) return []
    return [{ ...idempotency, response: result.body }]
  })
}
