import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { BackLink } from '@/components/layout/back-link'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { uuid } from '@/lib/contract/uuid'
import { getChange } from '@/lib/governance/changes'
import { readOrProblem } from '../../../_lib/read-or-problem'
import { ChangeActions } from './_components/change-actions'
import { ChangeFacts } from './_components/change-facts'
import { OutlookCard } from './_components/outlook-card'
import { StatesCard } from './_components/states-card'

export const metadata: Metadata = { title: 'Change' }

export default async function ChangePage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await requireUser()
  const id = uuid.safeParse((await params).id)
  if (!id.success) notFound()
  const { value: change, problem } = await readOrProblem(ctx, () => getChange(ctx, id.data))
  if (problem?.code === 'not-found') notFound()
  if (problem) return <ProblemPanel problem={problem} />
  const { timeZone } = ctx.tenant
  return (
    <div className="flex flex-col gap-4">
      <LiveRefresh kinds={['changes.changed']} />
      <BackLink href="/settings/changes" label="Changes" />
      <ChangeFacts change={change} timeZone={timeZone} />
      <StatesCard change={change} currency={ctx.tenant.currency} />
      <OutlookCard change={change} timeZone={timeZone} />
      <ChangeActions
        id={change.id}
        status={change.status}
        shownHash={change.shown_hash}
        days={change.preview_days}
        own={change.requested_by.id === ctx.actor.id}
      />
    </div>
  )
}
