'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useTransition } from 'react'
import type { Person } from '@/components/cases/mentions'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { AUDIT_CATEGORIES } from '@/lib/access/audit/schema'
import { CATEGORY_LABELS } from '../category-words'
import { auditHref, type AuditView, parseAuditView } from '../search-params'

/** A form of plain GET fields: each choice leads to its address at once. */
export function AuditFilters({ view, people }: { view: AuditView; people: readonly Person[] }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const go = (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    const href = auditHref(parseAuditView(Object.fromEntries(fields)))
    startTransition(() => router.push(href, { scroll: false }))
  }
  const stranger = view.actor !== undefined && !people.some(({ id }) => id === view.actor)
  return (
    <form
      key={auditHref(view)}
      action="/audit"
      aria-label="Filter events"
      aria-busy={pending}
      onSubmit={(event) => {
        event.preventDefault()
        go(event.currentTarget)
      }}
      onChange={(event) => go(event.currentTarget)}
      className="grid w-full grid-cols-2 items-end gap-3 md:w-auto md:grid-cols-[repeat(4,minmax(8.5rem,auto))] lg:flex-1"
    >
      <Labelled label="What" name="category">
        <Select id="audit-category" name="category" defaultValue={view.category ?? ''}>
          <option value="">Everything</option>
          {AUDIT_CATEGORIES.map((category) => (
            <option key={category} value={category}>
              {CATEGORY_LABELS[category]}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled label="Who" name="actor">
        <Select id="audit-actor" name="actor" defaultValue={view.actor ?? ''}>
          <option value="">Anybody</option>
          {stranger ? <option value={view.actor}>{view.actor}</option> : null}
          {people.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Labelled>
      <Labelled label="From" name="from">
        <Input id="audit-from" type="date" name="from" defaultValue={view.from} className="sm:h-9" />
      </Labelled>
      <Labelled label="To, included" name="to">
        <Input id="audit-to" type="date" name="to" defaultValue={view.to} className="sm:h-9" />
      </Labelled>
      {view.object_kind ? <input type="hidden" name="object_kind" value={view.object_kind} /> : null}
      {view.object_id ? <input type="hidden" name="object_id" value={view.object_id} /> : null}
    </form>
  )
}

function Labelled({ label, name, children }: { label: string; name: string; children: ReactNode }) {
  return (
    <div className="flex min-w-0 flex-col gap-1">
      <Label htmlFor={`audit-${name}`} className="eyebrow">
        {label}
      </Label>
      {children}
    </div>
  )
}
