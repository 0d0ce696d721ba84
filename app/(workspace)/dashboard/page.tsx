import type { Metadata } from 'next'
import { GuidedStrip } from '@/components/layout/guided-strip'
import { LiveRefresh } from '@/components/live/live-refresh'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { MainColumn } from './_components/main-column'
import { Overview } from './_components/overview'
import { SideColumn } from './_components/side-column'
import { readDashboard } from './read-dashboard'
import { parseDashboardView } from './search-params'

export const metadata: Metadata = { title: 'Dashboard' }

interface DashboardPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** Seconds between two refreshes of the totals: scoring may announce many times a second. */
const REFRESH_S = 5

export default async function DashboardPage({ searchParams }: DashboardPageProps) {
  const ctx = await requireUser()
  const view = parseDashboardView(await searchParams)
  const reads = readDashboard(ctx, view)
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="in-order flex flex-col gap-4">
      <LiveRefresh
        kinds={['transactions.scored', 'transactions.decided', 'claims.changed', 'cases.changed']}
        every={REFRESH_S}
      />
      <GuidedStrip mayAudit={mayActor(ctx.actor, 'audit:read')} />
      <Overview reads={reads} view={view} />
      <div className="max-lg:in-order grid gap-4 lg:grid-cols-[minmax(0,1fr)_19rem] xl:grid-cols-[minmax(0,1fr)_22rem]">
        <MainColumn reads={reads} view={view} clock={clock} />
        <SideColumn reads={reads} view={view} clock={clock} mayReplay={mayActor(ctx.actor, 'replay:run')} />
      </div>
    </div>
  )
}
