import { AppError } from '@/lib/platform/errors'
import { occurredAt } from './feature-input'
import type { JobResult, RowResult, ScoringJob, ScoringRow } from './job'
import type { GroupData } from './read-group-data'
import { keyOf } from './requested-keys'

/** What becomes of each row and job before the model is asked. Duplicates are found here, under the locks: a race has one winner. */
export type Plan =
  | { kind: 'done'; result: RowResult }
  /** The same row stands earlier in the group. */
  | { kind: 'repeat'; of: number }
  | { kind: 'score'; row: ScoringRow; job: ScoringJob; index: number }

export type JobPlan =
  | { kind: 'stored'; result: JobResult }
  /** An earlier job of the group carries the same idempotency key. */
  | { kind: 'repeat'; of: number }
  /** Positions of its rows in the list of plans. */
  | { kind: 'rows'; rows: number[] }

export interface GroupPlan {
  jobs: JobPlan[]
  rows: Plan[]
}

/** Clocks and time zones differ; further ahead than this is a mistake, and it would empty the account's windows. */
const MAX_AHEAD_MS = 2 * 86_400_000

const refused = (error: AppError): RowResult => ({ kind: 'refused', error })

const mismatch = (): RowResult =>
  refused(
    new AppError('idempotency-mismatch', { detail: 'This id or key was used before with another body.' }),
  )

function tooFarAhead(field: 'occurred_at' | 'step'): RowResult {
  const reason = 'must not lie more than two days ahead'
  return refused(
    new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] }),
  )
}

export function planGroup(jobs: readonly ScoringJob[], data: GroupData): GroupPlan {
  const rows: Plan[] = []
  const planRow = rowPlanner(data, rows)
  const repeatOf = jobRepeats(jobs, data)
  return {
    rows,
    jobs: jobs.map(
      (job, i): JobPlan =>
        repeatOf(job, i) ?? { kind: 'rows', rows: job.rows.map((row) => rows.push(planRow(job, row)) - 1) },
    ),
  }
}

/** Answers a row from the store or from its twin in the group, or gives it the next place in the evaluation. */
function rowPlanner(data: GroupData, plans: readonly Plan[]) {
  const firstWith = new Map<string, number>()
  let scored = 0
  return (job: ScoringJob, row: ScoringRow): Plan => {
    const { externalId, occurredAtMs } = row.transaction
    const at = occurredAt(job.ctx.tenant, row.transaction, row.receivedAt)
    if (at > row.receivedAt.getTime() + MAX_AHEAD_MS) {
      return { kind: 'done', result: tooFarAhead(occurredAtMs === null ? 'step' : 'occurred_at') }
    }
    if (externalId !== null) {
      const before = data.answered.get(externalId)
      if (before) {
        const same = before.fingerprint === row.fingerprint
        return {
          kind: 'done',
          result: same ? { kind: 'answer', body: before.answer, replayed: true } : mismatch(),
        }
      }
      const earlier = firstWith.get(externalId)
      const twin = earlier === undefined ? undefined : plans[earlier]
      if (earlier !== undefined && twin?.kind === 'score') {
        const same = twin.row.fingerprint === row.fingerprint
        return same ? { kind: 'repeat', of: earlier } : { kind: 'done', result: mismatch() }
      }
      firstWith.set(externalId, plans.length)
    }
    return { kind: 'score', row, job, index: scored++ }
  }
}

/** Finds the job's idempotency key among the stored ones and those earlier in the group. */
function jobRepeats(jobs: readonly ScoringJob[], data: GroupData) {
  const firstWith = new Map<string, number>()
  return (job: ScoringJob, position: number): JobPlan | undefined => {
    if (!job.idempotency) return undefined
    const name = keyOf(job.idempotency.operation, job.idempotency.key)
    const stored = data.keys.get(name)
    const earlier = firstWith.get(name)
    const first =
      stored?.fingerprint ?? (earlier === undefined ? undefined : jobs[earlier]?.idempotency?.fingerprint)
    if (first !== undefined && first !== job.idempotency.fingerprint) {
      return { kind: 'stored', result: { body: '', replayed: false, results: [mismatch()] } }
    }
    if (stored) return { kind: 'stored', result: { body: stored.response, replayed: true, results: [] } }
    if (earlier !== undefined) return { kind: 'repeat', of: earlier }
    firstWith.set(name, position)
    return undefined
  }
}
