import { Check, Pencil, Trash2, Users } from 'lucide-react'
import Link from 'next/link'
import { type FormEvent, useState } from 'react'
import { Button } from '@/components/ui/button'
import { Input } from '@/components/ui/input'
import type { SavedView, ViewChange } from '@/lib/desk/saved-views/schema'

interface SavedViewRowProps {
  view: SavedView
  pending: boolean
  canShare: boolean
  onOpen: () => void
  onChange: (change: ViewChange) => void
  onRemove: () => void
}

/** One's own view: open, rename, share, delete. Deleting asks once more. */
export function SavedViewRow({ view, pending, canShare, onOpen, onChange, onRemove }: SavedViewRowProps) {
  const [name, setName] = useState<string | null>(null)
  const [asked, setAsked] = useState(false)
  const rename = (event: FormEvent) => {
    event.preventDefault()
    const next = name?.trim() ?? ''
    setName(null)
    if (next !== '' && next !== view.name) onChange({ name: next })
  }
  if (name !== null) {
    return (
      <li className="py-2">
        <form onSubmit={rename} className="flex gap-2">
          <Input
            aria-label={`New name of ${view.name}`}
            value={name}
            maxLength={80}
            autoFocus
            onChange={(event) => setName(event.target.value)}
            className="sm:h-8"
          />
          <Button type="submit" size="sm" variant="outline" aria-label="Keep the name">
            <Check aria-hidden />
          </Button>
        </form>
      </li>
    )
  }
  return (
    <li className="flex flex-wrap items-center gap-1 py-1.5 text-sm">
      <Link
        href={viewHref(view)}
        onClick={onOpen}
        className="min-w-0 flex-1 truncate underline underline-offset-4"
      >
        {view.name}
      </Link>
      {canShare || view.shared ? (
        <Button
          size="sm"
          variant={view.shared ? 'secondary' : 'ghost'}
          disabled={pending}
          aria-pressed={view.shared}
          onClick={() => onChange({ shared: !view.shared })}
        >
          <Users aria-hidden />
          {view.shared ? 'Shared' : 'Share'}
        </Button>
      ) : null}
      <Button size="sm" variant="ghost" aria-label={`Rename ${view.name}`} onClick={() => setName(view.name)}>
        <Pencil aria-hidden />
      </Button>
      <Button
        size="sm"
        variant={asked ? 'danger' : 'ghost'}
        disabled={pending}
        aria-label={asked ? `Really delete ${view.name}` : `Delete ${view.name}`}
        onBlur={() => setAsked(false)}
        onClick={() => (asked ? onRemove() : setAsked(true))}
      >
        <Trash2 aria-hidden />
        {asked ? 'Delete?' : null}
      </Button>
    </li>
  )
}

/** The URL of a saved view. */
export const viewHref = ({ page, query }: Pick<SavedView, 'page' | 'query'>): string =>
  query === '' ? `/${page}` : `/${page}?${query}`
