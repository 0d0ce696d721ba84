'use client'

import { useRouter } from 'next/navigation'
import { type ChangeEvent, type FormEvent, type ReactNode, useTransition } from 'react'
import type { FilterField } from './filter-fields'
import { FilterInput } from './filter-input'

interface FilterFormProps {
  /** "Filter cases" */
  label: string
  path: string
  fields: readonly FilterField[]
  /** What the URL says. Values without a field stay set. */
  given: Given
  /** Only screen readers get the labels. */
  bare?: boolean
  submit?: ReactNode
  onApply?: () => void
  onInvalid?: () => void
  className?: string
  /** In place of the fields in their order. */
  children?: ReactNode
}

export type Given = Readonly<Record<string, string | undefined>>

const AT_ONCE = ['choice', 'date']

/** A form of plain GET fields: a choice applies at once, typed text with Enter. */
export function FilterForm(props: FilterFormProps) {
  const { label, path, fields, given, bare = false, onApply, onInvalid } = props
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const apply = (form: HTMLFormElement) => {
    const texts = [...new FormData(form)].map(([name, value]) => [name, String(value).trim()])
    const query = new URLSearchParams(texts.filter(([, text]) => text !== ''))
    onApply?.()
    startTransition(() => router.push(query.size > 0 ? `${path}?${query}` : path, { scroll: false }))
  }
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    apply(event.currentTarget)
  }
  const onChange = ({ target, currentTarget }: ChangeEvent<HTMLFormElement>) => {
    const field = fields.find(({ name }) => name === (target as unknown as HTMLInputElement).name)
    if (field && !field.waits && AT_ONCE.includes(field.kind)) apply(currentTarget)
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
      onChange={onChange}
      onInvalidCapture={onInvalid}
      className={props.className}
    >
      {props.children ??
        shown.map((field) => (
          <FilterInput key={field.name} field={field} value={given[field.name]} bare={bare} />
        ))}
      {props.submit}
      {kept.map(([name, text]) => (
        <input key={name} type="hidden" name={name} value={text} />
      ))}
    </form>
  )
}
