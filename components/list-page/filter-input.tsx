import { Search } from 'lucide-react'
import { useId } from 'react'
import { cn } from '@/components/class-names'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { FilterField } from './filter-fields'

interface FilterInputProps {
  field: FilterField
  value: string | undefined
  bare: boolean
}

/** One field of a filter form with its label. */
export function FilterInput({ field, value = '', bare }: FilterInputProps) {
  const id = useId()
  return (
    <div className={cn('relative flex min-w-0 flex-col gap-1', field.className)}>
      <Label htmlFor={id} className={bare ? 'sr-only' : 'eyebrow'}>
        {field.label}
      </Label>
      <Control id={id} field={field} value={value} />
    </div>
  )
}

function Control({ id, field, value }: { id: string; field: FilterField; value: string }) {
  const { name, kind, placeholder, maxLength } = field
  if (kind === 'date')
    return <Input id={id} type="date" name={name} defaultValue={value} className="sm:h-9" />
  if (kind === 'search')
    return (
      <>
        <button
          type="submit"
          aria-label="Apply"
          className="text-faint hover:text-foreground absolute bottom-0 left-0 flex h-10 w-9 items-center justify-end pr-1 sm:h-9"
        >
          <Search aria-hidden className="size-4" />
        </button>
        <Input
          id={id}
          type="search"
          name={name}
          defaultValue={value}
          maxLength={maxLength}
          placeholder={placeholder}
          className="pl-9 sm:h-9"
          enterKeyHint="search"
        />
      </>
    )
  return (
    <Select id={id} name={name} defaultValue={value}>
      <option value="">{field.unset}</option>
      {field.options?.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </Select>
  )
}
