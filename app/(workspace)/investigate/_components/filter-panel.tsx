'use client'

import { ChevronDown, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, type ReactNode, useState } from 'react'
import { cn } from '@/components/class-names'
import { investigateHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import type { FilterKey } from '../filter-fields'
import { type Given, narrowedBy } from '../given'
import { FilterGrid } from './filter-grid'
import { SearchBox } from './search-box'

interface FilterPanelProps {
  given: Given
  timeZone: string
  /** What else can be done with the search, beside its text. */
  children: ReactNode
}

const FURTHER = [
  'outcome',
  'reason',
  'country',
  'region',
  'weekday',
  'hour',
  'min_score',
  'max_score',
] as const satisfies readonly FilterKey[]

/** Text and filters, applied with Enter, the button, or by choosing; each application is one step of the history. */
export function FilterPanel({ given, timeZone, children }: FilterPanelProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { q, ...filters } = narrowedBy(given)
  const count = Object.keys(filters).length
  const further = FURTHER.filter((key) => given[key] !== undefined).length
  // What is set is seen.
  const [all, setAll] = useState(further > 0)

  const go = (next: Given) => {
    setOpen(false)
    const href = investigateHref(next)
    if (href !== investigateHref(given)) router.push(href, { scroll: false })
  }
  const applyForm = (form: HTMLFormElement) => go({ q, ...textsOf(form) })
  const onSubmit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    applyForm(event.currentTarget)
  }
  const fields = { given, timeZone, onChoose: applyForm }
  const toggle = (
    <Button
      type="button"
      variant="ghost"
      className="px-2.5"
      aria-expanded={all}
      aria-controls="rest-of-filters"
      onClick={() => setAll(!all)}
    >
      <ChevronDown aria-hidden className={cn('transition-transform', all && 'rotate-180')} />
      {all ? 'Fewer' : 'More'}
      <span className="sr-only">filters</span>
      {further > 0 ? <span className="figure">{further}</span> : null}
    </Button>
  )
  return (
    <section aria-label="Search and filters" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox text={q ?? ''} onApply={(text) => go({ ...given, q: text === '' ? undefined : text })} />
        <Sheet open={open} onOpenChange={setOpen}>
          <SheetTrigger asChild>
            <Button variant="outline" className="h-10 md:hidden">
              <SlidersHorizontal aria-hidden />
              Filters
              {count > 0 ? <span className="figure">{count}</span> : null}
            </Button>
          </SheetTrigger>
          <SheetContent className="w-[22rem] max-w-full p-4" aria-describedby={undefined}>
            <SheetTitle className="mb-3 text-base font-semibold">Filters</SheetTitle>
            <form action="/investigate" onSubmit={onSubmit} className="grid grid-cols-2 gap-3">
              <FilterGrid {...fields} rest={{ shown: true }} />
            </form>
          </SheetContent>
        </Sheet>
        {children}
      </div>
      <form
        action="/investigate"
        onSubmit={onSubmit}
        // A field that is refused must be in sight to say why.
        onInvalidCapture={() => setAll(true)}
        className="hidden grid-cols-4 items-end gap-x-3 gap-y-2.5 md:grid xl:grid-cols-[repeat(5,minmax(0,1fr))_8.5rem_8.5rem_11.75rem]"
      >
        {q === undefined ? null : <input type="hidden" name="q" value={q} />}
        <FilterGrid {...fields} rest={{ shown: all, toggle }} />
      </form>
    </section>
  )
}

/** What the form says; fields left empty say nothing. */
const textsOf = (form: HTMLFormElement): Given =>
  Object.fromEntries(
    [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  ) as Given
