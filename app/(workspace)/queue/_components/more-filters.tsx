import Form from 'next/form'
import type { ComponentProps } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { TRANSACTION_TYPES } from '@/lib/engine/features'
import { type QueueFilter, queueHref } from '../search-params'

/** Type and amount, as a form that leads to the filtered address; what else the address says goes with it. */
export function MoreFilters({ filter }: { filter: QueueFilter }) {
  const { type, min_amount, max_amount, ...kept } = filter
  const others = new URL(queueHref(kept), 'http://here.invalid').searchParams
  return (
    // Another filter is another form: its fields start with what the address says.
    <Form key={queueHref(filter)} action="/queue" className="grid grid-cols-2 gap-3" scroll={false}>
      {[...others].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <div className="col-span-2">
        <Label htmlFor="queue-type">Type</Label>
        <Select id="queue-type" name="type" defaultValue={type ?? ''}>
          <option value="">Any</option>
          {TRANSACTION_TYPES.map((name) => (
            <option key={name}>{name}</option>
          ))}
        </Select>
      </div>
      <AmountField id="queue-min" label="Amount from" name="min_amount" defaultValue={min_amount} />
      <AmountField id="queue-max" label="Amount to" name="max_amount" defaultValue={max_amount} />
      <Button type="submit" variant="outline" className="col-span-2">
        Apply
      </Button>
    </Form>
  )
}

function AmountField({ id, label, ...input }: ComponentProps<'input'> & { id: string; label: string }) {
  return (
    <div>
      <Label htmlFor={id}>{label}</Label>
      <Input
        id={id}
        inputMode="decimal"
        pattern="\d{1,16}(\.\d{1,2})?"
        title="An amount with at most two decimals"
        placeholder="any"
        className="figure sm:h-9"
        {...input}
      />
    </div>
  )
}
