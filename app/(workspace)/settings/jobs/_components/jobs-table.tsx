import { PlainTable } from '@/components/data-table/plain-table'
import type { Clock } from '@/components/fraud/clock'
import { formatCount } from '@/components/fraud/format-metrics'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { BackgroundJob } from '@/lib/process/schema'
import { formatDuration } from '../format-duration'

/** What the servers do in the background, for all institutions. */
export function JobsTable({ jobs, clock }: { jobs: BackgroundJob[]; clock: Clock }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Background jobs</CardTitle>
        <CardNote>Every server runs them, for all institutions. Outcomes are stored once a minute.</CardNote>
      </CardHeader>
      <CardBody>
        {jobs.length === 0 ? (
          <CardNote>
            No job has run yet. The first ones run within a minute of the start of a server.
          </CardNote>
        ) : (
          <PlainTable
            caption="Background jobs"
            rows={jobs}
            rowKey={({ name }) => name}
            columns={[
              { head: 'Job', className: 'min-w-44', cell: ({ name }) => nameOf(name) },
              { head: 'Every', numeric: true, cell: (job) => formatDuration(job.every_seconds * 1000) },
              { head: 'Last run', cell: (job) => <RelativeTime at={job.last_ended_at} {...clock} /> },
              { head: 'Took', numeric: true, cell: (job) => formatDuration(job.last_duration_ms) },
              { head: 'Next run', cell: (job) => <RelativeTime at={job.next_at} {...clock} /> },
              { head: 'Failures', numeric: true, cell: (job) => formatCount(job.failures) },
              { head: 'Last failure', className: 'min-w-48', cell: (job) => failureOf(job, clock.timeZone) },
            ]}
          />
        )}
      </CardBody>
    </Card>
  )
}

/** 'measure-drift' -> 'Measure drift' */
const nameOf = (name: string): string => {
  const words = name.replaceAll('-', ' ')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

const failureOf = ({ last_failed_at: at, last_failure: code }: BackgroundJob, timeZone: string): string =>
  at === null ? 'never' : `${formatExact(at, timeZone)}: ${code ?? 'unknown'}`
