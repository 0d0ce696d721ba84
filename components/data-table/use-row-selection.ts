'use client'

import { useRef, useState } from 'react'

export interface RowSelection {
  /** Selected and still on the page, in the order of the rows. */
  ids: readonly string[]
  has: (id: string) => boolean
  /** `range`: everything between the row chosen last and this one follows it. */
  toggle: (id: string, range?: boolean) => void
  togglePage: () => void
  clear: () => void
}

/**
 * Which rows of a page are selected. Rows that leave the page leave the selection. Give the component another `key` where
 * the list changes: what was selected under another filter must not be acted on unseen.
 */
export function useRowSelection(rowIds: readonly string[]): RowSelection {
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set())
  const anchor = useRef<string | null>(null)
  const ids = rowIds.filter((id) => selected.has(id))
  return {
    ids,
    has: (id) => selected.has(id),
    toggle(id, range = false) {
      const reached = range ? between(rowIds, anchor.current, id) : [id]
      setSelected(withRows(selected, reached, !selected.has(id)))
      anchor.current = id
    },
    togglePage: () => setSelected(ids.length === rowIds.length ? new Set() : new Set(rowIds)),
    clear: () => setSelected(new Set()),
  }
}

/** The rows from one to the other, in whichever direction; the second alone where the first has gone. */
export function between(rowIds: readonly string[], from: string | null, to: string): readonly string[] {
  const [start, end] = [from === null ? -1 : rowIds.indexOf(from), rowIds.indexOf(to)]
  if (start === -1 || end === -1) return [to]
  return rowIds.slice(Math.min(start, end), Math.max(start, end) + 1)
}

function withRows(selected: ReadonlySet<string>, ids: readonly string[], on: boolean): ReadonlySet<string> {
  const next = new Set(selected)
  for (const id of ids) {
    if (on) next.add(id)
    else next.delete(id)
  }
  return next
}
