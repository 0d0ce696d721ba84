import { isUniqueViolation, type Statement, type TenantPipeline, withTenantPipeline } from '@/lib/platform/db'
import { newId } from '@/lib/platform/ids'
import { elapsedMs, roundMs } from '@/lib/platform/time'
import { loadInForce } from '@/lib/scoring/bundles'
import { decidePart } from './decide-part'
import { type DecidingModels, decidingModels, isModelNotLoaded } from './deciding-models'
import { toFeatureInput } from './feature-input'
import { featureMatrices } from './feature-matrix'
import { jobResults, keysToStore } from './group-results'
import { type DecidedPart, handOver } from './hand-over'
import type { JobResult, NewRow, ScoringJob } from './job'
import { joinStatements } from './join-statements'
import { observeScoring, type RowOutcome } from './observe-scoring'
import { planGroup, type RowPlan } from './plan-group'
import { type GroupData, readGroupData } from './read-group-data'
import { recordKeys } from './record-predictions'
import { ringOf, signalOf } from './signals'
import { recordStates, recordTransactions } from './record-transactions'

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
  const toScore = plan.rows.filter(isToScore)
  const models = toScore.length ? decidingModels(tenantId, data) : null
  const scored = models
    ? await scoreRows(tx, tenantId, data, models, plan.rows, performance.now() - start)
    : NOTHING_SCORED
  const results = jobResults(jobs, plan, scored.outcomes)
  const keys = keysToStore(jobs, plan, results)
  const also = jobs.flatMap((job, i) => job.alsoWrite?.(results[i]!.results) ?? [])
  if (scored.lastWrites.length || keys.length || also.length) {
    await tx.commit([...scored.lastWrites, ...recordKeys(tenantId, keys), ...also])
  }
  observeScoring(scored.outcomes)
  if (models) handOver(tenantId, models, scored.parts)
  return results
}

const isToScore = (plan: RowPlan) => plan.kind === 'score'

interface ScoredRows {
  outcomes: RowOutcome[]
  /** Store the predictions of the last part; sent together with the commit. */
  lastWrites: Statement[]
  /** Only where challengers wait for them. */
  parts: DecidedPart[]
}
const NOTHING_SCORED: ScoredRows = { outcomes: [], lastWrites: [], parts: [] }

/**
 * Computes features, evaluates the models, decides and writes, part by part. Writes are posted without waiting: the
 * database writes a part and reads the next one while a model runs.
 */
async function scoreRows(
  tx: TenantPipeline,
  tenantId: string,
  data: GroupData,
  models: DecidingModels,
  plans: readonly RowPlan[],
  readMs: number,
): Promise<ScoredRows> {
  const toScore = plans.filter(isToScore)
  const { states, lists } = data
  const known = models.scorers.map(({ model }) => model)
  const scored: ScoredRows = { outcomes: [], lastWrites: [], parts: [] }
  for (const { from, to, arrived } of data.parts) {
    await arrived()
    const planned = plans.slice(from, to).filter(isToScore)
    if (!planned.length) continue
    const start = performance.now()
    const inputs = planned.map(({ row, job, money }) =>
      toFeatureInput(job.ctx.tenant, row.transaction, row.receivedAt, money ?? undefined),
    )
    const { matrices, unusualAmounts, velocities } = featureMatrices(
      known,
      inputs,
      states,
      (i) => planned[i]?.row.transaction.metadata ?? null,
      data.velocity,
    )
    const stages = { read: roundMs(readMs), features: elapsedMs(start) }
    const newRows = planned.map(({ row, job, money }, i): NewRow => {
      const velocity = velocities[i] ?? []
      const ring = ringOf(row.transaction, inputs[i]!.occurredAtMs, data)
      const signal = signalOf(velocity, ring, data.velocity)
      return {
        id: newId(),
        row,
        job,
        money,
        amountUnusual: unusualAmounts[i] ?? null,
        velocity,
        ring,
        signal,
      }
    })
    const isLast = scored.outcomes.length + planned.length === toScore.length
    const stateWrites = isLast ? [recordStates(tenantId, toScore, states)] : []
    tx.post([joinStatements([recordTransactions(tenantId, newRows), ...stateWrites])])
    const part = { newRows, matrices, lists, velocity: data.velocity, stages }
    const { outcomes, writes, handedOver } = await decidePart(tx, tenantId, models, part)
    if (isLast) scored.lastWrites = writes
    else tx.post(writes)
    scored.outcomes.push(...outcomes)
    if (handedOver.length) scored.parts.push({ matrices, rows: handedOver })
  }
  return scored
}
