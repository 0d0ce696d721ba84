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
  bare?: boolean
}

/** One field of a filter form with its label. */
export function FilterInput({ field, value = '', bare = false }: FilterInputProps) {
  const id = useId()
  return (
    <div className={cn('relative min-w-0', field.className)}>
      <Label htmlFor={id} className={bare ? 'sr-only' : undefined}>
        {field.label}
      </Label>
      <Control id={id} field={field} value={value} />
    </div>
  )
}

function Control({ id, field, value }: { id: string; field: FilterField; value: string }) {
  const { name, kind, placeholder, maxLength, pattern, title, inputMode } = field
  const input = { id, name, title, defaultValue: value }
  if (kind === 'date') return <Input {...input} type="date" className="px-2 sm:h-9 sm:text-[13px]" />
  if (kind === 'text')
    return (
      <Input
        {...input}
        placeholder={placeholder}
        maxLength={maxLength}
        pattern={pattern}
        inputMode={inputMode}
        autoComplete="off"
        className="figure sm:h-9"
      />
    )
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
          {...input}
          type="search"
          maxLength={maxLength}
          placeholder={placeholder}
          className="pl-9 sm:h-9"
          enterKeyHint="search"
        />
      </>
    )
  return (
    <Select {...input}>
      <option value="">{field.unset}</option>
      {field.options?.map(([option, words]) => (
        <option key={option} value={option}>
          {words}
        </option>
      ))}
    </Select>
  )
}
