import { Scale } from 'lucide-react'
import { Segments } from '@/components/layout/segments'
import type { EmptyMessages } from '@/components/list-page/empty-list'
import { ListRows } from '@/components/list-page/list-rows'
import type { ListView } from '@/components/list-page/list-url'
import type { SwapSet as Page } from '@/lib/governance/challengers/schema'
import { challengersUrl, type ChallengersFilter } from '../search-params'
import { SwapTable } from './swap-table'

const EMPTY: EmptyMessages = {
  icon: Scale,
  noun: ['payment', 'payments'],
  none: {
    title: 'No payment flips',
    text: 'Both models decided alike on every payment that they compared in the last 90 days.',
  },
}

const FLIPS = {
  all: 'All',
  caught: 'Only the challenger flags',
  released: 'Only production flags',
} as const

interface SwapSetProps {
  view: ListView<ChallengersFilter>
  page: Page
  currency: string
  timeZone: string
}

/** The payments that the models decide otherwise, greatest amount first. */
export function SwapSet({ view, page, currency, timeZone }: SwapSetProps) {
  return (
    <section aria-labelledby="swap-set" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3">
        <h2 id="swap-set" className="text-[15px] leading-6 font-semibold">
          Payments that flip
        </h2>
        <Segments
          label="Payments that flip"
          bare
          options={Object.entries(FLIPS).map(([flip, label]) => ({
            label,
            href: challengersUrl.href({ ...view.filter, flip: flip as keyof typeof FLIPS }),
            active: flip === view.filter.flip,
          }))}
        />
      </div>
      <ListRows url={challengersUrl} view={view} page={page} empty={EMPTY}>
        <SwapTable
          items={page.items}
          currency={currency}
          timeZone={timeZone}
          from={challengersUrl.currentHref(view)}
        />
      </ListRows>
    </section>
  )
}
