import { appPool } from './pools'

/** How a background job of the servers last ended. Holds nothing of a tenant. */
export interface JobOutcomeRow {
  name: string
  every_ms: number
  ended_at: Date
  duration_ms: number
  failed_at: Date | null
  /** The code of the last failure. */
  failure: string | null
  failures: string
}

/** Keeps the last failure beside later successes. */
export async function writeJobOutcome(outcome: {
  name: string
  everyMs: number
  durationMs: number
  failure: string | null
}): Promise<void> {
  await appPool().query({
    name: 'write-job-outcome',
    text: `insert into job_outcomes as o (name, every_ms, ended_at, duration_ms, failed_at, failure, failures)
           values ($1, $2, now(), $3, case when $4::text is not null then now() end, $4, ($4::text is not null)::int)
           on conflict (name) do update set every_ms = excluded.every_ms, ended_at = excluded.ended_at,
             duration_ms = excluded.duration_ms, failed_at = coalesce(excluded.failed_at, o.failed_at),
             failure = coalesce(excluded.failure, o.failure), failures = o.failures + excluded.failures`,
    values: [outcome.name, outcome.everyMs, outcome.durationMs, outcome.failure],
  })
}

export async function readJobOutcomes(): Promise<JobOutcomeRow[]> {
  return (await appPool().query<JobOutcomeRow>('select * from job_outcomes order by name')).rows
}
