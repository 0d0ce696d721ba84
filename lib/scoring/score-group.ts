import type { FeatureInput } from '@/lib/features'
import { getModel, type Model } from '@/lib/inference'
import { AppError } from '@/lib/platform/errors'
import { isUniqueViolation, type TenantPipeline, withTenantPipeline } from '@/lib/platform/db'
import { composeDecision, type Decision } from './compose-decision'
import { evaluateRows } from './evaluate-rows'
import { occurredAt, toFeatureInput } from './feature-input'
import type { JobResult, RowResult, ScoringJob } from './job'
import { type JobPlan, type Plan, planGroup } from './plan-group'
import { readSituation, type Situation } from './read-situation'
import { recordDecisions } from './record-decisions'

async function productionModel(situation: Situation): Promise<Model> {
  if (!situation.model || !situation.policy) throw new AppError('no-production-model')
  try {
    return await getModel(situation.model.name, situation.model.version)
  } catch (cause) {
    throw new AppError('model-unavailable', { cause })
  }
}

async function scorePlans(
  situation: Situation,
  plans: readonly Plan[],
  readMs: number,
): Promise<{ decisions: Decision[]; moved: Situation['states'] }> {
  const toScore = plans.filter((plan) => plan.kind === 'score')
  if (!toScore.length) return { decisions: [], moved: new Map() }
  const model = await productionModel(situation)
  const policy = situation.policy
  if (!policy) throw new AppError('no-production-model')
  const inputs: FeatureInput[] = toScore.map(({ row, job }) =>
    toFeatureInput(job.ctx.tenant, row.transaction, job.receivedAt),
  )
  const evaluation = await evaluateRows(model, inputs, situation.states)
  const timings = {
    read: readMs,
    features: evaluation.featuresMs,
    model: evaluation.modelMs,
    explain: evaluation.explainMs,
  }
  const decisions = toScore.map(({ row, job, index }) =>
    composeDecision({
      ...{ model, policy, evaluation, index, timings, lists: situation.lists, startedAt: job.startedAt },
      transaction: row.transaction,
      occurredAtMs: occurredAt(job.ctx.tenant, row.transaction, job.receivedAt),
    }),
  )
  const touched = new Set(
    inputs.flatMap(({ senderAccount, receiverAccount }) => [senderAccount, receiverAccount]),
  )
  return { decisions, moved: new Map([...situation.states].filter(([account]) => touched.has(account))) }
}

/** Read, decide, write: one transaction for all jobs of a tenant that came together. */
async function runInTransaction(
  tx: TenantPipeline,
  tenantId: string,
  jobs: readonly ScoringJob[],
): Promise<JobResult[]> {
  const start = performance.now()
  const situation = await readSituation(tx, tenantId, jobs)
  const { jobPlans, plans } = planGroup(jobs, situation)
  const { decisions, moved } = await scorePlans(situation, plans, performance.now() - start)
  const resultOf = (position: number): RowResult => {
    const plan = plans[position] as Plan
    if (plan.kind === 'done') return plan.result
    if (plan.kind === 'repeat')
      return { ...(resultOf(plan.of) as RowResult & { kind: 'answer' }), replayed: true }
    return { kind: 'answer', body: (decisions[plan.index] as Decision).body, replayed: false }
  }
  const results: JobResult[] = []
  jobPlans.forEach((plan, i) => {
    const job = jobs[i] as ScoringJob
    if (plan.stored) return results.push(plan.stored)
    if (plan.repeats !== undefined)
      return results.push({ ...(results[plan.repeats] as JobResult), replayed: true })
    const rows = plan.rows.map(resultOf)
    return results.push({ body: job.render(rows), replayed: false, results: rows })
  })
  const keys = jobs.flatMap((job, i) => {
    const plan = jobPlans[i] as JobPlan
    const result = results[i] as JobResult
    if (!job.idempotency || plan.stored || plan.repeats !== undefined || !storable(result)) return []
    return [{ ...job.idempotency, response: result.body }]
  })
  if (decisions.length || keys.length) {
    const entries = plans.flatMap((plan) =>
      plan.kind === 'score'
        ? [{ decision: decisions[plan.index] as Decision, job: plan.job, fingerprint: plan.row.fingerprint }]
        : [],
    )
    const modelVersionId = situation.model?.id ?? ''
    await recordDecisions(tx, { tenantId, modelVersionId, decisions: entries, states: moved, keys })
  }
  return results
}

/** A request that was refused whole stores nothing, so its key stays free for the corrected body. */
const storable = (result: JobResult): boolean => result.results.some((row) => row.kind === 'answer')

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
