import type { AccountState } from '@/lib/features'
import { getModel, type Model } from '@/lib/inference'
import { isUniqueViolation, type TenantPipeline, withTenantPipeline } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { newId } from '@/lib/platform/ids'
import type { PolicyThresholds } from '@/lib/policy'
import { composeDecision, type Decision, roundMs } from './compose-decision'
import { evaluateRows, featureMatrix } from './evaluate-rows'
import { toFeatureInput } from './feature-input'
import type { FreshRow, JobResult, RowResult, ScoringJob } from './job'
import { type GroupPlan, type Plan, planGroup } from './plan-group'
import { readSituation, type Situation } from './read-situation'
import { recordPredictions, type Recording } from './record-predictions'
import { recordTransactions } from './record-transactions'

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

/** Read, decide, write: one transaction with two waits on the database, for all jobs that came together. */
async function runInTransaction(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<JobResult[]> {
  const start = performance.now()
  const situation = await readSituation(tx, tenantId, jobs)
  const plan = planGroup(jobs, situation)
  const scored = await scoreRows(tx, tenantId, situation, plan.rows, performance.now() - start)
  const results = resultsOf(jobs, plan, scored.decisions)
  const writes = recordPredictions({ tenantId, ...scored, keys: newKeys(jobs, plan, results) })
  if (writes.length) await tx.commit(writes)
  return results
}

type Scored = Pick<Recording, 'modelVersionId' | 'decisions'>

/** Evaluates all rows that are new, as one matrix, and decides each. The rows are written while the model works. */
async function scoreRows(
  tx: TenantPipeline,
  tenantId: string,
  situation: Situation,
  plans: readonly Plan[],
  readMs: number,
): Promise<Scored> {
  const planned = plans.filter((plan) => plan.kind === 'score')
  if (!planned.length) return { modelVersionId: '', decisions: [] }
  const { id, model, policy } = await production(situation)
  const start = performance.now()
  const inputs = planned.map(({ row, job }) =>
    toFeatureInput(job.ctx.tenant, row.transaction, job.receivedAt),
  )
  const states = new Map<string, AccountState>(situation.states)
  const features = featureMatrix(model, inputs, states)
  const featuresMs = performance.now() - start
  const fresh = planned.map(({ row, job }, i): FreshRow => {
    return { id: newId(), row, job, occurredAtMs: inputs[i]?.occurredAtMs ?? job.receivedAt.getTime() }
  })
  tx.post(recordTransactions(tenantId, fresh, states))
  const evaluation = await evaluateRows(model, features, fresh.length)
  const timings = {
    read: roundMs(readMs),
    features: roundMs(featuresMs),
    model: roundMs(evaluation.modelMs),
    explain: roundMs(evaluation.explainMs),
  }
  const basis = { model, policy, lists: situation.lists, evaluation, timings }
  const decisions = fresh.map((row, i) => ({ fresh: row, decision: composeDecision(basis, row, i) }))
  return { modelVersionId: id, decisions }
}

/** The tenant's model and policy; without either nothing is decided, least of all approved. */
async function production({
  model,
  policy,
}: Situation): Promise<{ id: string; model: Model; policy: PolicyThresholds }> {
  if (!model || !policy) throw new AppError('no-production-model')
  try {
    return { id: model.id, model: await getModel(model.name, model.version), policy }
  } catch (cause) {
    throw new AppError('model-unavailable', { cause })
  }
}

function resultsOf(
  jobs: readonly ScoringJob[],
  plan: GroupPlan,
  decisions: Scored['decisions'],
): JobResult[] {
  const bodyAt = (index: number) => (decisions[index]?.decision as Decision).body
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
function newKeys(jobs: readonly ScoringJob[], plan: GroupPlan, results: JobResult[]): Recording['keys'] {
  return jobs.flatMap(({ idempotency }, i) => {
    const result = results[i]
    const answered = result?.results.some((row) => row.kind === 'answer')
    if (!idempotency || plan.jobs[i]?.kind !== 'rows' || !result || !answered) return []
    return [{ ...idempotency, response: result.body }]
  })
}
