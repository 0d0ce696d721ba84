'use client'

import { Search } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { type FormEvent, useTransition } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import { Label } from '@/components/ui/label'
import { Select } from '@/components/ui/select'
import { LISTED_KINDS } from '@/lib/desk/watchlists/schema'
import { LISTED_KIND_LABELS } from '../list-words'
import { parseWatchlistsView, type WatchlistsView, watchlistsHref } from '../search-params'

/** A form of plain GET fields: a choice leads to its address at once, the search when Enter is pressed. */
export function EntryFilters({ view }: { view: WatchlistsView }) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const go = (form: HTMLFormElement) => {
    const fields = [...new FormData(form)].map(([name, value]) => [name, String(value)])
    const href = watchlistsHref(parseWatchlistsView(Object.fromEntries(fields)))
    startTransition(() => router.push(href, { scroll: false }))
  }
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    go(event.currentTarget)
  }
  return (
    <form
      key={watchlistsHref(view)}
      action="/watchlists"
      aria-label="Filter entries"
      aria-busy={pending}
      onSubmit={submit}
      onChange={(event) => event.target instanceof HTMLInputElement || go(event.currentTarget)}
      className="grid grid-cols-2 items-end gap-3 md:max-w-3xl md:grid-cols-[minmax(14rem,1fr)_repeat(2,minmax(9rem,auto))]"
    >
      <input type="hidden" name="list" value={view.list} />
      <div className="col-span-2 flex gap-2 md:col-span-1">
        <div className="relative flex-1">
          <Label htmlFor="entry-search" className="sr-only">
            Search by the beginning of the id
          </Label>
          <Search aria-hidden className="text-faint absolute top-1/2 left-3 size-4 -translate-y-1/2" />
          <Input
            id="entry-search"
            type="search"
            name="q"
            defaultValue={view.q}
            maxLength={64}
            placeholder="Beginning of the id"
            className="pl-9 sm:h-9"
          />
        </div>
        <Button type="submit" variant="outline" className="h-10 sm:h-9">
          Search
        </Button>
      </div>
      <div>
        <Label htmlFor="entry-kind" className="sr-only">
          Kind
        </Label>
        <Select id="entry-kind" name="kind" defaultValue={view.kind ?? ''}>
          <option value="">Any kind</option>
          {LISTED_KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {LISTED_KIND_LABELS[kind]}
            </option>
          ))}
        </Select>
      </div>
      <div>
        <Label htmlFor="entry-state" className="sr-only">
          State
        </Label>
        <Select id="entry-state" name="state" defaultValue={view.state}>
          <option value="active">In force</option>
          <option value="expired">Expired</option>
          <option value="all">In force or expired</option>
        </Select>
      </div>
    </form>
  )
}
