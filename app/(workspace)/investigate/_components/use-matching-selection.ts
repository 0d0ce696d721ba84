'use client'

import { useState } from 'react'
import { type RowSelection, useRowSelection } from '@/components/data-table/use-row-selection'
import type { Matching } from '@/components/fraud/decide-together'

/**
 * The selected rows of the page, or all that match the search on every page. The latter lasts as long as the whole page is
 * selected: with the next change of the selection, only rows count again.
 */
export function useMatchingSelection(rowIds: readonly string[], filter: Matching['filter']) {
  const rows = useRowSelection(rowIds)
  const [count, setCount] = useState<number | null>(null)
  const onRowsOnly =
    <A extends unknown[]>(change: (...args: A) => void) =>
    (...args: A): void => {
      setCount(null)
      change(...args)
    }
  const selection: RowSelection = {
    ids: rows.ids,
    has: rows.has,
    toggle: onRowsOnly(rows.toggle),
    togglePage: onRowsOnly(rows.togglePage),
    clear: onRowsOnly(rows.clear),
  }
  const matching: Matching | null =
    count !== null && rows.ids.length === rowIds.length ? { filter, count } : null
  return { selection, matching, selectMatching: setCount }
}
