import { BrainCircuit } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { getRetrainingSchedule, listRetrainings } from '@/lib/governance/retraining'
import { listJobs } from '@/lib/process/list-jobs'
import { listUnfinishedUploads } from '@/lib/scoring/uploads'
import { readList } from '../../_lib/read-list'
import { FilesTable } from './_components/files-table'
import { JobsTable } from './_components/jobs-table'
import { RetrainingsTable } from './_components/retrainings-table'
import { ScheduleForm } from './_components/schedule-form'
import { jobsUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Jobs' }

const EMPTY: EmptyMessages = {
  icon: BrainCircuit,
  noun: ['retraining', 'retrainings'],
  none: {
    title: 'No retraining yet',
    text: 'Start one on the page of the models, or by the schedule above.',
  },
}

export default async function JobsPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = jobsUrl.parse(await searchParams)
  const { value: read, problem } = await readList(
    ctx,
    jobsUrl.currentHref(view),
    async () => {
      const jobs = await listJobs(ctx)
      const page = await listRetrainings(ctx, { limit: PAGE_SIZE, cursor: view.cursor })
      const files = await listUnfinishedUploads(ctx)
      return { jobs: jobs.items, page, files, schedule: await getRetrainingSchedule(ctx) }
    },
    ({ page }) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const { jobs, page, files, schedule } = read
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <>
      <LiveRefresh kinds={['retrainings.changed', 'uploads.changed']} />
      {/* A new version is a new form: what was typed is saved by then. */}
      <ScheduleForm
        key={schedule.version}
        schedule={schedule}
        timeZone={ctx.tenant.timeZone}
        unavailable={page.unavailable}
      />
      <ListRows url={jobsUrl} view={view} page={page} empty={EMPTY}>
        <RetrainingsTable retrainings={page.items} timeZone={ctx.tenant.timeZone} />
      </ListRows>
      <FilesTable files={files} timeZone={ctx.tenant.timeZone} />
      <JobsTable jobs={jobs} clock={clock} />
    </>
  )
}
