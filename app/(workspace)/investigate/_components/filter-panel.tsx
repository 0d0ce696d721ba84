'use client'

import { ChevronDown, SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type ReactNode, useState } from 'react'
import { cn } from '@/components/class-names'
import { investigateHref } from '@/components/fraud/links'
import type { FilterField } from '@/components/list-page/filter-fields'
import { FilterForm } from '@/components/list-page/filter-form'
import { FilterInput } from '@/components/list-page/filter-input'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { firstFields, FURTHER_FIELDS } from '../filter-fields'
import type { Given } from '../search-params'
import { SearchBox } from './search-box'

interface FilterPanelProps {
  given: Given
  timeZone: string
  /** What else can be done with the search, beside its text. */
  children: ReactNode
}

/** Text and filters, applied with Enter, the button, or by choosing; each application is one step of the history. */
export function FilterPanel({ given, timeZone, children }: FilterPanelProps) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { q, order: _, ...filters } = given
  const count = Object.keys(filters).length
  const further = FURTHER_FIELDS.filter(({ name }) => name in given).length
  // Opens the panel if a filter in it is set.
  const [all, setAll] = useState(further > 0)

  const first = firstFields(given, timeZone)
  const form = {
    label: 'Filter transactions',
    path: '/investigate',
    fields: [...first, ...FURTHER_FIELDS],
    given,
  }
  const inputs = (fields: readonly FilterField[]) =>
    fields.map((field) => (
      <FilterInput key={field.name} field={field} value={given[field.name as keyof Given]} />
    ))
  const apply = (
    <Button type="submit" variant="outline" className="flex-1">
      Apply
    </Button>
  )
  const search = (text: string) => {
    const href = investigateHref({ ...given, q: text === '' ? undefined : text })
    if (href !== investigateHref(given)) router.push(href, { scroll: false })
  }
  return (
    <section aria-label="Search and filters" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center gap-2">
        <SearchBox text={q ?? ''} onApply={search} />
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
            <FilterForm {...form} onApply={() => setOpen(false)} className="grid grid-cols-2 gap-3">
              {inputs(form.fields)}
              <div className="col-span-2 flex">{apply}</div>
            </FilterForm>
          </SheetContent>
        </Sheet>
        {children}
      </div>
      <FilterForm
        {...form}
        // An invalid field must be in sight to say why.
        onInvalid={() => setAll(true)}
        className="hidden grid-cols-4 items-end gap-x-3 gap-y-2.5 md:grid xl:grid-cols-[repeat(5,minmax(0,1fr))_8.5rem_8.5rem_11.75rem]"
      >
        {inputs(first)}
        <div className="flex gap-2">
          <Button
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
          {apply}
        </div>
        <div id="rest-of-filters" className={all ? 'contents' : 'hidden'}>
          {inputs(FURTHER_FIELDS)}
        </div>
      </FilterForm>
    </section>
  )
}
