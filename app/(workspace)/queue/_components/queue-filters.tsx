import { SlidersHorizontal } from 'lucide-react'
import { RISK_LABELS } from '@/components/fraud/labels'
import { Segments } from '@/components/layout/segments'
import { type QueueFilter, queueHref } from '../search-params'
import { AGE_LABELS, DECISION_LABELS, OUTCOME_LABELS } from './filter-labels'
import { FiltersPopover } from './filters-popover'
import { MoreFilters } from './more-filters'
import { QueueOrder } from './queue-order'

/** The filters are links: they work without scripts. */
export function QueueFilters({ filter }: { filter: QueueFilter }) {
  const choose = <K extends keyof QueueFilter>(key: K, label: string, value: QueueFilter[K]) => ({
    label,
    href: queueHref({ ...filter, [key]: value }),
    active: filter[key] === value,
  })
  return (
    <div className="group/filters" data-queue-filters>
      {/* On a phone the rows come first; a checkbox opens the filters without any script. */}
      <label className="has-checked:bg-secondary has-focus-visible:outline-ring inline-flex h-9 items-center gap-2 rounded-md border px-3 text-sm font-medium has-focus-visible:outline-2 md:hidden">
        <input type="checkbox" data-show-filters className="sr-only" />
        <SlidersHorizontal className="size-4" aria-hidden />
        Filters and order
      </label>
      <div className="mt-3 hidden flex-wrap items-end gap-3 group-has-[[data-show-filters]:checked]/filters:flex md:mt-0 md:flex">
        <Segments
          label="Decision"
          options={(['pending', 'decided', 'all'] as const).map((value) =>
            choose('decision', DECISION_LABELS[value], value),
          )}
        />
        <Segments
          label="Risk"
          options={[
            choose('risk_band', 'All', undefined),
            ...(['high', 'medium', 'low'] as const).map((band) =>
              choose('risk_band', RISK_LABELS[band], band),
            ),
          ]}
        />
        <Segments
          label="Outcome"
          options={(['flagged', 'block', 'review', 'approve', 'all'] as const).map((value) =>
            choose('outcome', OUTCOME_LABELS[value], value),
          )}
        />
        <Segments
          label="Age"
          options={[
            choose('age', 'Any', undefined),
            ...(['24h', '7d', '30d'] as const).map((value) => choose('age', AGE_LABELS[value], value)),
          ]}
        />
        {/* Beside the list's headline where there is room; the row stays one row. */}
        <QueueOrder filter={filter} className="md:hidden" />
        {/* Another filter is another form: it closes, and starts with what the address says. */}
        <FiltersPopover key={queueHref(filter)} set={furtherSet(filter)}>
          <MoreFilters filter={filter} />
        </FiltersPopover>
      </div>
    </div>
  )
}

const furtherSet = ({ type, min_amount, max_amount }: QueueFilter): number =>
  [type, min_amount, max_amount].filter((value) => value !== undefined).length
