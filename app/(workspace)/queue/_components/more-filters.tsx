import Form from 'next/form'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { TRANSACTION_TYPES } from '@/lib/features'
import { type QueueFilter, queueHref } from '../search-params'

/** Type and amount, as a form that leads to the filtered address; what else the address says goes with it. */
export function MoreFilters({ filter }: { filter: QueueFilter }) {
  const { type, min_amount, max_amount, ...kept } = filter
  const others = new URL(queueHref(kept), 'http://here.invalid').searchParams
  return (
    // Another filter is another form: its fields start with what the address says.
    <Form key={queueHref(filter)} action="/queue" className="flex flex-wrap items-end gap-2" scroll={false}>
      {[...others].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div>
        <label htmlFor="queue-type" className="eyebrow mb-1 block">
          Type
        </label>
        <select
          id="queue-type"
          name="type"
          defaultValue={type ?? ''}
          className="border-input bg-background h-9 rounded-md border px-2 text-[13px]"
        >
          <option value="">Any</option>
          {TRANSACTION_TYPES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </div>
      <AmountField id="queue-min" label="Amount from" name="min_amount" defaultValue={min_amount} />
      <AmountField id="queue-max" label="to" name="max_amount" defaultValue={max_amount} />
      <Button type="submit" variant="outline" size="md">
        Apply
      </Button>
    </Form>
  )
}

function AmountField({ id, label, ...input }: ComponentProps<'input'> & { id: string; label: string }) {
  return (
    <div>
      <label htmlFor={id} className="eyebrow mb-1 block">
        {label}
      </label>
      <Input
        id={id}
        inputMode="decimal"
        pattern="\d{1,16}(\.\d{1,2})?"
        title="An amount with at most two decimals"
        placeholder="any"
        className="figure h-9 w-24 text-[13px]"
        {...input}
      />
    </div>
  )
}
