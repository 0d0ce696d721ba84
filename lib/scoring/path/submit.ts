import { isUnavailable } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { singleton } from '@/lib/platform/singleton'
import { createGroupCommit } from './group-commit'
import type { JobResult, RowResult, ScoringJob } from './job'
import { scoreGroup } from './score-group'

/** Rows of one transaction at most, beyond a single larger job. */
const MAX_GROUP = 128
/** Rows that may wait per institution before callers are turned away. */
const MAX_WAITING = 5_000

const groupCommit = () =>
  singleton('scoring.group-commit', () =>
    createGroupCommit<ScoringJob, JobResult>({
      run: scoreGroup,
      sizeOf: (job) => job.rows.length,
      maxGroupSize: MAX_GROUP,
      maxWaiting: MAX_WAITING,
      overloaded: () =>
        new AppError('overloaded', {
          detail: 'Too many transactions are waiting to be scored.',
          retryAfterSeconds: 1,
        }),
      failsAlike: (error) => isUnavailable(error) || concernsTheModel(error),
    }),
  )

/** No model, or one that does not load: a doubtful explanation has no cause and is its own row's fault. */
const concernsTheModel = (error: unknown): boolean =>
  error instanceof AppError && (error.code === 'no-production-model' || error.cause !== undefined)

/** Scores the job in the next group of its tenant. Durable when it resolves. */
export const submit = (job: ScoringJob): Promise<JobResult> => groupCommit()(job.ctx.tenant.id, job)

/** The body of a row that was answered; throws the reason of one that was refused. */
export function bodyOf(result: RowResult | undefined): string {
  if (result?.kind === 'refused') throw result.error
  return result?.body ?? ''
}
