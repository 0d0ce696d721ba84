'use client'

import { useRouter } from 'next/navigation'
import { type FormEvent, useTransition } from 'react'
import type { FilterField } from './filter-fields'
import { FilterInput } from './filter-input'

interface FilterFormProps {
  /** "Filter cases" */
  label: string
  path: string
  fields: readonly FilterField[]
  /** What the URL says. Values that no field shows go along. */
  given: Readonly<Record<string, string | undefined>>
  /** The labels are read aloud only. */
  bare?: boolean
  className?: string
}

/** A form of plain GET fields: a choice applies at once, a search when Enter is pressed. */
export function FilterForm({ label, path, fields, given, bare = false, className }: FilterFormProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const apply = (form: HTMLFormElement) => {
    const texts = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()])
    const query = new URLSearchParams(texts.filter(([, text]) => text !== ''))
    startTransition(() => router.push(query.size > 0 ? `${path}?${query}` : path, { scroll: false }))
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    apply(event.currentTarget)
  }
  const shown = fields.filter(({ kind }) => kind !== 'hidden')
  const kept = Object.entries(given).filter(([name]) => !shown.some((field) => field.name === name))
  return (
    <form
      // Another filter is another form: its fields start with what the URL says.
      key={JSON.stringify(given)}
      action={path}
      aria-label={label}
      aria-busy={pending}
      onSubmit={onSubmit}
      onChange={({ target, currentTarget }) =>
        (target instanceof HTMLInputElement && target.type === 'search') || apply(currentTarget)
      }
      className={className}
    >
      {shown.map((field) => (
        <FilterInput key={field.name} field={field} value={given[field.name]} bare={bare} />
      ))}
      {kept.map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
    </form>
  )
}
