import type { JobResult, RowResult, ScoringJob } from './job'
import type { RowOutcome } from './observe-scoring'
import type { GroupPlan, RowPlan } from './plan-group'
import type { NewKey } from './record-predictions'

/** One result per job, in order. `outcomes` are those of the rows planned with kind `score`. */
export function jobResults(
  jobs: readonly ScoringJob[],
  plan: GroupPlan,
  outcomes: readonly RowOutcome[],
): JobResult[] {
  const bodyAt = (index: number) => (outcomes[index] as RowOutcome).body
  const rowResult = (position: number): RowResult => {
    const row = plan.rows[position] as RowPlan
    if (row.kind === 'done') return row.result
    if (row.kind === 'score') return { kind: 'scored', body: bodyAt(row.index), replayed: false }
    const first = rowResult(row.of)
    return first.kind === 'scored' ? { ...first, replayed: true } : first
  }
  const results: JobResult[] = []
  plan.jobs.forEach((jobPlan, i) => {
    if (jobPlan.kind === 'stored') return results.push(jobPlan.result)
    if (jobPlan.kind === 'duplicate') {
      return results.push({ ...(results[jobPlan.of] as JobResult), replayed: true })
    }
    const rows = jobPlan.rows.map(rowResult)
    return results.push({ body: (jobs[i] as ScoringJob).render(rows), replayed: false, results: rows })
  })
  return results
}

/** Idempotency keys to store. A request without a scored row stores nothing, so its key stays free for the corrected body. */
export function keysToStore(jobs: readonly ScoringJob[], plan: GroupPlan, results: JobResult[]): NewKey[] {
  return jobs.flatMap(({ idempotency }, i) => {
    const result = results[i]
    const hasScoredRow = result?.results.some((row) => row.kind === 'scored')
    if (!idempotency || plan.jobs[i]?.kind !== 'rows' || !result || !hasScoredRow) return []
    return [{ ...idempotency, response: result.body }]
  })
}
