'use client'

import { SlidersHorizontal } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useState } from 'react'
import { investigateHref } from '@/components/fraud/links'
import { Button } from '@/components/ui/button'
import { Sheet, SheetContent, SheetTitle, SheetTrigger } from '@/components/ui/sheet'
import { type Given, narrowedBy } from '../given'
import { FilterGrid } from './filter-grid'
import { SearchBox } from './search-box'

/** Text and filters, applied with Enter, the button, or by choosing; each application is one step of the history. */
export function FilterPanel({ given, timeZone }: { given: Given; timeZone: string }) {
  const router = useRouter()
  const [open, setOpen] = useState(false)
  const { q, ...filters } = narrowedBy(given)
  const count = Object.keys(filters).length

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
  const grid = <FilterGrid given={given} timeZone={timeZone} onChoose={applyForm} />
  return (
    <section aria-label="Search and filters" className="flex flex-col gap-3">
      <div className="flex gap-2">
        <SearchBox text={q ?? ''} onApply={(text) => go({ ...given, q: text === '' ? undefined : text })} />
        <Sheet open={open} onOpenChange={setOpen}>
          <SheetTrigger asChild>
            <Button variant="outline" className="h-10 md:hidden">
              <SlidersHorizontal aria-hidden />
              Filters
              {count > 0 ? <span className="figure">{count}</span> : null}
            </Button>
          </SheetTrigger>
          <SheetContent className="w-80 p-4" aria-describedby={undefined}>
            <SheetTitle className="mb-3 text-base font-semibold">Filters</SheetTitle>
            <form action="/investigate" onSubmit={onSubmit} className="grid grid-cols-2 gap-3">
              {grid}
            </form>
          </SheetContent>
        </Sheet>
      </div>
      <form
        action="/investigate"
        onSubmit={onSubmit}
        className="bg-card hidden grid-cols-4 items-end gap-x-3 gap-y-2.5 rounded-lg border p-3 md:grid xl:grid-cols-8"
      >
        {q === undefined ? null : <input type="hidden" name="q" value={q} />}
        {grid}
      </form>
    </section>
  )
}

/** What the form says; fields left empty say nothing. */
const textsOf = (form: HTMLFormElement): Given =>
  Object.fromEntries(
    [...new FormData(form)].filter(([, value]) => typeof value === 'string' && value.trim() !== ''),
  ) as Given
