import { Send } from 'lucide-react'
import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { FilterChips } from '@/components/list-page/filter-chips'
import { filterWords } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListPageProps } from '@/components/list-page/list-url'
import { requireUser } from '@/lib/access/auth'
import { listRules } from '@/lib/messaging/alerts'
import { listChannels, listDeliveries } from '@/lib/messaging/delivery'
import { readList } from '../../_lib/read-list'
import { ChannelsCard } from './_components/channels-card'
import { DeliveriesTable } from './_components/deliveries-table'
import { RulesCard } from './_components/rules-card'
import { deliveryFields } from './filter-fields'
import { alertsUrl, PAGE_SIZE } from './search-params'

export const metadata: Metadata = { title: 'Alerts' }

const EMPTY: EmptyMessages = {
  icon: Send,
  noun: ['message', 'messages'],
  none: {
    title: 'Nothing was sent yet',
    text: 'Messages of the last 30 days are listed here. Test a channel to see one.',
  },
}

export default async function AlertsPage({ searchParams }: ListPageProps) {
  const ctx = await requireUser()
  const view = alertsUrl.parse(await searchParams)
  const { filter, cursor } = view
  const { value, problem } = await readList(
    ctx,
    alertsUrl.currentHref(view),
    () =>
      Promise.all([
        listDeliveries(ctx, { ...filter, limit: PAGE_SIZE, cursor }),
        listChannels(ctx),
        listRules(ctx),
      ]),
    ([page]) => page,
  )
  if (problem) return <ProblemPanel problem={problem} />
  const [page, { items: channels, mail_configured: mail }, { items: rules }] = value
  const clock = { renderedAt: new Date().toISOString(), timeZone: ctx.tenant.timeZone }
  const fields = deliveryFields(channels)
  return (
    <div className="flex flex-col gap-4">
      <RulesCard rules={rules} channels={channels} currency={ctx.tenant.currency} timeZone={clock.timeZone} />
      <ChannelsCard channels={channels} mail={mail} clock={clock} />
      <FilterForm
        label="Filter messages"
        path={alertsUrl.path}
        fields={fields}
        given={alertsUrl.given(filter)}
        bare
        className="grid w-full grid-cols-2 items-end gap-3 sm:w-auto sm:max-w-md"
      />
      <FilterChips url={alertsUrl} filter={filter} words={(name, text) => filterWords(fields, name, text)} />
      <ListRows url={alertsUrl} view={view} page={page} empty={EMPTY}>
        <DeliveriesTable deliveries={page.items} clock={clock} />
      </ListRows>
    </div>
  )
}
