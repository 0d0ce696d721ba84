import { eventTimeProblem } from '@/lib/contract/time-bounds'
import { AppError, isAppError } from '@/lib/platform/errors'
import { occurredAt } from './feature-input'
import type { JobResult, RowResult, ScoringJob, ScoringRow } from './job'
import { type GroupRates, type OwnMoney, ownMoney, rejectedDigits } from './own-money'
import type { GroupData } from './read-group-data'
import { keyOf } from './requested-keys'

/** What happens to a row. Planning runs under the locks, so of two concurrent duplicates exactly one is scored. */
export type RowPlan =
  /** The result is known without the model: a stored response or an error. */
  | { kind: 'done'; result: RowResult }
  /** The row repeats the row at position `of` in the group. */
  | { kind: 'duplicate'; of: number }
  /** The row is scored as number `index` of the scored rows. */
  | { kind: 'score'; row: ScoringRow; job: ScoringJob; index: number; money: OwnMoney | null }

export type JobPlan =
  | { kind: 'stored'; result: JobResult }
  /** The job at position `of` in the group carries the same idempotency key. */
  | { kind: 'duplicate'; of: number }
  /** Positions of the job's rows in `GroupPlan.rows`. */
  | { kind: 'rows'; rows: number[] }

export interface GroupPlan {
  jobs: JobPlan[]
  rows: RowPlan[]
}

const rejected = (error: AppError): RowResult => ({ kind: 'rejected', error })

const mismatch = (): RowResult =>
  rejected(
    new AppError('idempotency-mismatch', { detail: 'This id or key was used before with another body.' }),
  )

/** The rejection of a row whose time is out of bounds; null for an accepted time. */
function rejectedTime(
  { ctx }: ScoringJob,
  { transaction, receivedAt }: ScoringRow,
  at: number,
): AppError | null {
  const reason = eventTimeProblem(at, ctx.tenant.earliestEventMs, receivedAt.getTime())
  if (reason === null) return null
  const field = transaction.occurredAtMs === null ? 'step' : 'occurred_at'
  return new AppError('invalid-request', { detail: `${field}: ${reason}.`, errors: [{ field, reason }] })
}

/** Money in the tenant's currency, null for a row that has it; an error where time or money is rejected. */
function checkRow(job: ScoringJob, row: ScoringRow, rates: GroupRates): OwnMoney | AppError | null {
  const { tenant } = job.ctx
  const at = occurredAt(tenant, row.transaction, row.receivedAt)
  const { currency } = row.transaction
  const error = rejectedTime(job, row, at) ?? rejectedDigits(tenant, row.transaction)
  if (error !== null || currency === null || currency === tenant.currency) return error
  return ownMoney(tenant, row.transaction, currency, at, rates)
}

/** Finds repeated rows and jobs, mismatched bodies, rejected times and amounts; plans all other rows for scoring. */
export function planGroup(jobs: readonly ScoringJob[], data: GroupData): GroupPlan {
  const rows: RowPlan[] = []
  const planRow = rowPlanner(data, rows)
  const planRepeated = repeatPlanner(jobs, data)
  return {
    rows,
    jobs: jobs.map(
      (job, i): JobPlan =>
        planRepeated(job, i) ?? {
          kind: 'rows',
          rows: job.rows.map((row) => rows.push(planRow(job, row)) - 1),
        },
    ),
  }
}

/** A known external id takes the stored response or that of the earlier row in the group; other rows are scored. */
function rowPlanner(data: GroupData, plans: readonly RowPlan[]) {
  const firstWith = new Map<string, number>()
  let scored = 0
  return (job: ScoringJob, row: ScoringRow): RowPlan => {
    const { externalId } = row.transaction
    if (externalId !== null) {
      const stored = data.storedResponses.get(externalId)
      if (stored) {
        const same = stored.fingerprint === row.fingerprint || stored.fingerprint === row.formerFingerprint
        return {
          kind: 'done',
          result: same ? { kind: 'scored', body: stored.body, replayed: true } : mismatch(),
        }
      }
      const position = firstWith.get(externalId)
      const earlier = position === undefined ? undefined : plans[position]
      if (position !== undefined && earlier?.kind === 'score') {
        const same = earlier.row.fingerprint === row.fingerprint
        return same ? { kind: 'duplicate', of: position } : { kind: 'done', result: mismatch() }
      }
      firstWith.set(externalId, plans.length)
    }
    const money = checkRow(job, row, data.rates)
    if (isAppError(money)) return { kind: 'done', result: rejected(money) }
    return { kind: 'score', row, job, index: scored++, money }
  }
}

/** Plans a job whose idempotency key is stored or belongs to an earlier job of the group; undefined for a new key. */
function repeatPlanner(jobs: readonly ScoringJob[], data: GroupData) {
  const firstWith = new Map<string, number>()
  return (job: ScoringJob, position: number): JobPlan | undefined => {
    if (!job.idempotency) return undefined
    const name = keyOf(job.idempotency.operation, job.idempotency.key)
    const stored = data.keys.get(name)
    const earlier = firstWith.get(name)
    const first =
      stored?.fingerprint ?? (earlier === undefined ? undefined : jobs[earlier]?.idempotency?.fingerprint)
    const { fingerprint, former } = job.idempotency
    if (first !== undefined && first !== fingerprint && first !== former()) {
      return { kind: 'stored', result: { body: '', replayed: false, results: [mismatch()] } }
    }
    if (stored) return { kind: 'stored', result: { body: stored.response, replayed: true, results: [] } }
    if (earlier !== undefined) return { kind: 'duplicate', of: earlier }
    firstWith.set(name, position)
    return undefined
  }
}
