'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useTransition } from 'react'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import type { Person } from '@/components/cases/mentions'
import {
  CASE_PRIORITIES,
  CASE_PRIORITY_LABELS,
  CASE_STATUS_LABELS,
  CASE_STATUSES,
} from '@/lib/desk/cases/schema'
import { type CasesFilter, casesHref, parseCasesView } from '../search-params'

/** A form of plain GET fields: a choice leads to its address at once, the search when Enter is pressed. */
export function CaseFilters({ view, people }: { view: CasesFilter; people: readonly Person[] }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const go = (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    startTransition(() =>
      router.push(casesHref(parseCasesView(Object.fromEntries(fields))), { scroll: false }),
    )
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    go(event.currentTarget)
  }
  return (
    <form
      key={casesHref(view)}
      action="/cases"
      aria-label="Filter cases"
      aria-busy={pending}
      onSubmit={submit}
      onChange={(event) => event.target instanceof HTMLInputElement || go(event.currentTarget)}
      className="grid grid-cols-2 items-end gap-3 md:grid-cols-4 lg:grid-cols-[minmax(11rem,1fr)_repeat(4,minmax(8rem,auto))]"
    >
      <div className="relative col-span-2 md:col-span-4 lg:col-span-1">
        <Label htmlFor="case-search" className="sr-only">
          Search by number or title
        </Label>
        <Search aria-hidden className="text-faint absolute top-1/2 left-3 size-4 -translate-y-1/2" />
        <Input
          id="case-search"
          type="search"
          name="q"
          defaultValue={view.q}
          maxLength={128}
          placeholder="CASE-12 or a part of the title"
          className="pl-9 sm:h-9"
          enterKeyHint="search"
        />
      </div>
      <Choice label="Status" name="status" value={view.status}>
        <option value="active">Not closed</option>
        {CASE_STATUSES.map((status) => (
          <option key={status} value={status}>
            {CASE_STATUS_LABELS[status]}
          </option>
        ))}
        <option value="all">All</option>
      </Choice>
      <Choice label="Priority" name="priority" value={view.priority ?? ''}>
        <option value="">Any priority</option>
        {CASE_PRIORITIES.map((priority) => (
          <option key={priority} value={priority}>
            {CASE_PRIORITY_LABELS[priority]}
          </option>
        ))}
      </Choice>
      <Choice label="Assignee" name="assigned_to" value={view.assigned_to ?? ''}>
        <option value="">Anyone</option>
        <option value="me">Me</option>
        <option value="unassigned">Unassigned</option>
        {people.map(({ id, name }) => (
          <option key={id} value={id}>
            {name}
          </option>
        ))}
      </Choice>
      <Choice label="Order" name="order" value={view.order}>
        <option value="updated">Last updated</option>
        <option value="due">Due first</option>
      </Choice>
      {view.overdue ? <input type="hidden" name="overdue" value="true" /> : null}
    </form>
  )
}

interface ChoiceProps {
  label: string
  name: string
  value: string
  children: React.ReactNode
}

function Choice({ label, name, value, children }: ChoiceProps) {
  return (
    <div>
      <Label htmlFor={`case-${name}`} className="sr-only">
        {label}
      </Label>
      <Select id={`case-${name}`} name={name} defaultValue={value}>
        {children}
      </Select>
    </div>
  )
}
