import { AppError } from '@/lib/platform/errors'
import type { JobResult, RowResult, ScoringJob, ScoringRow } from './job'
import { keyOf, type Situation } from './read-situation'

/** A row's fate before the model is asked: answered before, a repetition within the group, or to be scored. */
export type Plan =
  | { kind: 'done'; result: RowResult }
  | { kind: 'repeat'; of: number }
  | { kind: 'score'; row: ScoringRow; job: ScoringJob; index: number }

export interface JobPlan {
  /** The stored response that answers the whole job. */
  stored?: JobResult
  /** The earlier job of the group that carries the same idempotency key. */
  repeats?: number
  /** Positions in the list of plans. */
  rows: number[]
}

const mismatch = () =>
  new AppError('idempotency-mismatch', { detail: 'This id or key was used before with another body.' })

const DAY_MS = 86_400_000

/** Plans every row of the group: duplicates are found here, under the locks, so a race has one winner. */
export function planGroup(
  jobs: readonly ScoringJob[],
  situation: Situation,
): { jobPlans: JobPlan[]; plans: Plan[]; scored: number } {
  const plans: Plan[] = []
  const byExternalId = new Map<string, number>()
  const byKey = new Map<string, number>()
  let scored = 0
  const planRow = (job: ScoringJob, row: ScoringRow): Plan => {
    const { externalId, occurredAtMs } = row.transaction
    if (occurredAtMs !== null && occurredAtMs > job.receivedAt.getTime() + DAY_MS) {
      const errors = [{ field: 'occurred_at', reason: 'must not be more than one day ahead' }]
      return { kind: 'done', result: { kind: 'refused', error: new AppError('invalid-request', { errors }) } }
    }
    const before = externalId === null ? undefined : situation.answered.get(externalId)
    if (before) {
      if (!before.fingerprint.equals(row.fingerprint))
        return { kind: 'done', result: { kind: 'refused', error: mismatch() } }
      return { kind: 'done', result: { kind: 'answer', body: before.answer, replayed: true } }
    }
    const earlier = externalId === null ? undefined : byExternalId.get(externalId)
    const twin = earlier === undefined ? undefined : plans[earlier]
    if (earlier !== undefined && twin?.kind === 'score') {
      if (!twin.row.fingerprint.equals(row.fingerprint))
        return { kind: 'done', result: { kind: 'refused', error: mismatch() } }
      return { kind: 'repeat', of: earlier }
    }
    if (externalId !== null) byExternalId.set(externalId, plans.length)
    return { kind: 'score', row, job, index: scored++ }
  }
  const jobPlans = jobs.map((job, jobIndex): JobPlan => {
    if (job.idempotency) {
      const name = keyOf(job.idempotency.operation, job.idempotency.key)
      const stored = situation.keys.get(name)
      const earlier = byKey.get(name)
      const first =
        stored?.fingerprint ?? (earlier === undefined ? undefined : jobs[earlier]?.idempotency?.fingerprint)
      if (first && !first.equals(job.idempotency.fingerprint)) {
        return { stored: refusedJob(mismatch()), rows: [] }
      }
      if (stored) return { stored: { body: stored.response, replayed: true, results: [] }, rows: [] }
      if (earlier !== undefined) return { repeats: earlier, rows: [] }
      byKey.set(name, jobIndex)
    }
    return { rows: job.rows.map((row) => plans.push(planRow(job, row)) - 1) }
  })
  return { jobPlans, plans, scored }
}

const refusedJob = (error: AppError): JobResult => ({
  body: '',
  replayed: false,
  results: [{ kind: 'refused', error }],
})
