import type { Metadata } from 'next'
import { Pager } from '@/components/data-table/pager'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { listAudit, readChainHead } from '@/lib/access/audit'
import { listAssignable } from '@/lib/access/users'
import { readOrProblem } from '../_lib/read-or-problem'
import { AuditEmpty } from './_components/audit-empty'
import { AuditFilters } from './_components/audit-filters'
import { AuditTable } from './_components/audit-table'
import { ChainCard } from './_components/chain-card'
import { ExportTrail } from './_components/export-trail'
import { FilterNote } from './_components/filter-note'
import {
  exportQuery,
  isFiltered,
  nextPageHref,
  PAGE_SIZE,
  parseAuditView,
  previousPageHref,
  toAuditFilter,
} from './search-params'

export const metadata: Metadata = { title: 'Audit' }

interface AuditPageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function AuditPage({ searchParams }: AuditPageProps) {
  const ctx = await requireUser()
  const view = parseAuditView(await searchParams)
  const place = { limit: PAGE_SIZE, cursor: view.cursor }
  const { value, problem } = await readOrProblem(ctx, () =>
    Promise.all([listAudit(ctx, toAuditFilter(view), place), readChainHead(ctx), listAssignable(ctx)]),
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [{ items, nextCursor }, head, { items: people }] = value
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <ChainCard head={head} slug={ctx.tenant.slug} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <AuditFilters view={view} people={people} />
        <ExportTrail query={exportQuery(view)} allowed={mayActor(ctx.actor, 'audit:export')} />
      </div>
      <FilterNote view={view} />
      {items.length === 0 ? (
        <AuditEmpty filtered={isFiltered(view)} deep={view.cursor !== undefined} />
      ) : (
        <>
          <AuditTable rows={items} clock={clock} />
          <Pager
            count={items.length}
            noun={['event', 'events']}
            previousHref={previousPageHref(view)}
            nextHref={nextCursor ? nextPageHref(view, nextCursor) : null}
          />
        </>
      )}
    </div>
  )
}
