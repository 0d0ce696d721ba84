import { ScrollText } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { ExportButton } from '@/components/list-page/export-button'
import { FilterChips } from '@/components/list-page/filter-chips'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { listAudit, readChainHead } from '@/lib/access/audit'
import { requireUser } from '@/lib/access/auth'
import { listAssignable } from '@/lib/access/users'
import { mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import { readList } from '../_lib/read-list'
import { AuditTable } from './_components/audit-table'
import { ChainCard } from './_components/chain-card'
import { auditFields, auditFilterWords } from './filter-fields'
import { auditUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Audit' }

const EMPTY: EmptyMessages = {
  icon: ScrollText,
  noun: ['event', 'events'],
  none: {
    title: 'No audit events yet',
    text: 'Sign-ins, decisions and changes appear here as they happen.',
  },
}

export default async function AuditPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = auditUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value, problem } = await readList(
    ctx,
    auditUrl.currentHref(view),
    () =>
      Promise.all([
        listAudit(ctx, filter, { limit: PAGE_SIZE, cursor }),
        readChainHead(ctx),
        listAssignable(ctx),
      ]),
    ([page]) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [page, head, { items: users }] = value
  const fields = auditFields(users, filter)
  const mayExport = mayActor(ctx.actor, 'audit:export')
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  return (
    <div className="flex flex-col gap-4">
      <ChainCard head={head} slug={ctx.tenant.slug} />
      <div className="flex flex-wrap items-end justify-between gap-3">
        <FilterForm
          label="Filter events"
          path={auditUrl.path}
          fields={fields}
          given={auditUrl.given(filter)}
          className="grid w-full grid-cols-2 items-end gap-3 md:w-auto md:grid-cols-[repeat(4,minmax(8.5rem,auto))] lg:flex-1"
        />
        <ExportButton
          call="GET /api/audit/export.csv"
          query={filter}
          noun={EMPTY.noun}
          kept="newest"
          says={mayExport ? 'up to 50,000 events' : limitOf('audit:export')}
          allowed={mayExport}
        />
      </div>
      <FilterChips url={auditUrl} filter={filter} words={auditFilterWords(fields, filter)} />
      <ListRows url={auditUrl} view={view} page={page} empty={EMPTY}>
        <AuditTable rows={page.items} clock={clock} />
      </ListRows>
    </div>
  )
}
