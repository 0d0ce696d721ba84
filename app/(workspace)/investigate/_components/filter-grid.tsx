import { type ComponentProps, type ReactNode, useId } from 'react'
import { cn } from '@/components/class-names'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { CHOICES, FILTER_LABELS, type FilterKey } from '../filter-fields'
import type { Given } from '../given'

interface FilterGridProps {
  given: Given
  timeZone: string
  /** A choice out of a list applies at once. */
  onChoose: (form: HTMLFormElement) => void
  /** The filters that are asked for less often: shown or not, and the button that says so. */
  rest: { shown: boolean; toggle?: ReactNode }
}

const DATE_LENGTH = 'YYYY-MM-DD'.length

export function FilterGrid({ given, timeZone, onChoose, rest }: FilterGridProps) {
  const choice = (name: keyof typeof CHOICES, className?: string) => (
    <ChoiceField name={name} value={given[name]} onChoose={onChoose} className={className} />
  )
  const field = (name: FilterKey, input: Omit<ComponentProps<'input'>, 'name'>) => (
    <TextField name={name} defaultValue={given[name]} {...input} />
  )
  return (
    <>
      {choice('type')}
      {choice('risk_band')}
      {/* On a phone what belongs together stands side by side. */}
      {choice('decision', 'max-md:col-span-2')}
      {field('min_amount', { ...AMOUNT, placeholder: 'any' })}
      {field('max_amount', { ...AMOUNT, placeholder: 'any' })}
      {field('from', momentProps(given.from, timeZone))}
      {field('to', momentProps(given.to, timeZone))}
      <input type="hidden" name="order" value={given.order ?? ''} />
      <div className="flex gap-2 max-md:order-last max-md:col-span-2">
        {rest.toggle}
        <Button type="submit" variant="outline" className="flex-1">
          Apply
        </Button>
      </div>
      <div id="rest-of-filters" className={rest.shown ? 'contents' : 'hidden'}>
        {choice('outcome')}
        {choice('reason')}
        {field('country', { ...COUNTRY, placeholder: 'US' })}
        {field('region', { ...REGION, placeholder: 'US-CA' })}
        {choice('weekday')}
        {choice('hour')}
        {field('min_score', { ...SCORE, placeholder: '0' })}
        {field('max_score', { ...SCORE, placeholder: '1' })}
      </div>
    </>
  )
}

const SCORE = {
  inputMode: 'decimal',
  pattern: '0(\\.\\d{1,12})?|1(\\.0{1,12})?',
  title: 'From 0 to 1',
} as const
const AMOUNT = {
  inputMode: 'decimal',
  pattern: '\\d{1,16}(\\.\\d{1,2})?',
  title: 'An amount with at most two decimals',
} as const
const COUNTRY = { pattern: '[A-Z]{2,3}', title: 'An ISO 3166 code, such as US', maxLength: 3 } as const
const REGION = {
  pattern: 'US-[A-Z]{2}',
  title: 'A state of the United States, such as US-CA',
  maxLength: 5,
} as const

/** A link may name an instant, which a date field cannot hold. */
const momentProps = (value: string | undefined, timeZone: string): Omit<ComponentProps<'input'>, 'name'> => ({
  type: value === undefined || value.length === DATE_LENGTH ? 'date' : 'text',
  title: `On the clock of ${timeZone}`,
})

function ChoiceField({
  name,
  value,
  onChoose,
  className,
}: {
  name: keyof typeof CHOICES
  value: string | undefined
  onChoose: FilterGridProps['onChoose']
  className: string | undefined
}) {
  const id = useId()
  return (
    <div className={cn('min-w-0', className)}>
      <Label htmlFor={id}>{FILTER_LABELS[name]}</Label>
      <Select
        id={id}
        name={name}
        defaultValue={value ?? ''}
        onChange={({ currentTarget: { form } }) => form && onChoose(form)}
      >
        <option value="">Any</option>
        {Object.entries(CHOICES[name]).map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </Select>
    </div>
  )
}

function TextField({ name, ...input }: ComponentProps<'input'> & { name: FilterKey }) {
  const id = useId()
  return (
    <div className="min-w-0">
      <Label htmlFor={id}>{FILTER_LABELS[name]}</Label>
      <Input
        id={id}
        name={name}
        autoComplete="off"
        className={cn('sm:h-9', input.type === 'date' ? 'px-2 sm:text-[13px]' : 'figure')}
        {...input}
      />
    </div>
  )
}
