import { SlidersHorizontal } from 'lucide-react'
import { amountField, choiceField, FILTER_LABELS, valueWords } from '@/components/fraud/transaction-filters'
import { Segments } from '@/components/layout/segments'
import type { FilterField } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { Button } from '@/components/ui/button'
import { type QueueFilter, queueUrl } from '../search-params'
import { FiltersPopover } from './filters-popover'
import { QueueOrder } from './queue-order'

const MORE_FIELDS: FilterField[] = [
  { ...choiceField('type', 'col-span-2'), waits: true },
  amountField('min_amount'),
  amountField('max_amount'),
]

/** The filters are links: they work without scripts. */
export function QueueFilters({ filter }: { filter: QueueFilter }) {
  const given = queueUrl.given(filter)
  const more = MORE_FIELDS.filter(({ name }) => name in given).length
  return (
    <div className="group/filters" data-queue-filters>
      {/* On a phone the rows come first; a checkbox opens the filters without any script. */}
      <label className="has-checked:bg-secondary has-focus-visible:outline-ring inline-flex h-9 items-center gap-2 rounded-md border px-3 text-sm font-medium has-focus-visible:outline-2 md:hidden">
        <input type="checkbox" data-show-filters className="sr-only" />
        <SlidersHorizontal className="size-4" aria-hidden />
        Filters and order
      </label>
      <div className="mt-3 hidden flex-wrap items-end gap-3 group-has-[[data-show-filters]:checked]/filters:flex md:mt-0 md:flex">
        <Choice filter={filter} name="decision" values={['pending', 'decided', 'all']} />
        <Choice filter={filter} name="risk_band" any="All" values={['high', 'medium', 'low']} />
        <Choice filter={filter} name="outcome" values={['flagged', 'block', 'review', 'approve', 'all']} />
        <Choice filter={filter} name="age" any="Any" values={['24h', '7d', '30d']} />
        {/* Beside the headline where there is room. */}
        <QueueOrder filter={filter} className="md:hidden" />
        {/* Another filter is another popover: it starts closed. */}
        <FiltersPopover key={queueUrl.href(filter)} set={more}>
          <FilterForm
            label="More filters"
            path={queueUrl.path}
            fields={MORE_FIELDS}
            given={given}
            submit={
              <Button type="submit" variant="outline" className="col-span-2">
                Apply
              </Button>
            }
            className="grid grid-cols-2 gap-3"
          />
        </FiltersPopover>
      </div>
    </div>
  )
}

type ChoiceName = 'decision' | 'risk_band' | 'outcome' | 'age'

interface ChoiceProps<K extends ChoiceName> {
  filter: QueueFilter
  name: K
  values: readonly NonNullable<QueueFilter[K]>[]
  /** The label of no value. */
  any?: string
}

function Choice<K extends ChoiceName>({ filter, name, values, any }: ChoiceProps<K>) {
  const option = (label: string, value: QueueFilter[K] | undefined) => ({
    label,
    href: queueUrl.href({ ...filter, [name]: value }),
    active: filter[name] === value,
  })
  const options = values.map((value) =>
    option(value === 'flagged' ? 'Alerts' : valueWords(name, value), value),
  )
  return (
    <Segments label={FILTER_LABELS[name]} options={any ? [option(any, undefined), ...options] : options} />
  )
}
