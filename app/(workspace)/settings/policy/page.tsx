import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { ListPageProps } from '@/components/list-page/list-url'
import { PageLinks } from '@/components/list-page/page-links'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { getTenant } from '@/lib/access/tenants'
import { listPolicies } from '@/lib/governance/changes'
import { readOrProblem } from '../../_lib/read-or-problem'
import { NoPolicy } from './_components/no-policy'
import { PolicyForm } from './_components/policy-form'
import { VersionsCard } from './_components/versions-card'
import { proposalOf } from './prepare-policy'
import { PAGE_SIZE, policyUrl } from './search-params'

export const metadata: Metadata = { title: 'Policy' }

export default async function PolicyPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const params = await searchParams
  const view = policyUrl.parse(params)
  const { value, problem } = await readOrProblem(ctx, async () => ({
    settings: await getTenant(ctx),
    newest: (await listPolicies(ctx, { limit: 1 })).items[0],
    page: await listPolicies(ctx, { limit: PAGE_SIZE, cursor: view.cursor }),
  }))
  if (problem) return <ProblemPanel problem={problem} />
  const { settings, newest, page } = value
  if (!newest) return <NoPolicy />
  const { timeZone } = ctx.tenant
  return (
    <>
      <LiveRefresh kinds={['models.changed', 'changes.changed']} />
      <PolicyForm
        policy={newest}
        fourEyes={settings.four_eyes}
        timeZone={timeZone}
        proposal={proposalOf(params.review_threshold)}
      />
      <VersionsCard versions={page.items} current={newest.version} timeZone={timeZone} />
      <PageLinks
        previousHref={policyUrl.previousHref(view)}
        nextHref={policyUrl.nextHref(view, page.next_cursor)}
      />
    </>
  )
}
