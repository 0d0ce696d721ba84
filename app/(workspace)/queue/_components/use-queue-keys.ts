'use client'

import { type RefObject, useEffect, useEffectEvent } from 'react'
import { DECISION_CHOICES } from '@/components/fraud/decision-choices'
import { isPlainKey } from '@/components/layout/plain-key'
import type { Decision } from '@/lib/contract/decisions'

interface RowActions {
  decide: (id: string, decision: Decision) => void
  select: (id: string) => void
  undo: () => void
}

/** j/k move through the rows, 1/2/3 decide the row that has the focus, x selects it, u undoes. Enter is the link's own. */
export function useQueueKeys(region: RefObject<HTMLElement | null>, actions: RowActions): void {
  const act = useEffectEvent((key: string): boolean => {
    if (key === 'j' || key === 'k') return moveFocus(region.current, key === 'j' ? 1 : -1)
    if (key === '/') return focusFilters()
    if (key === 'u') return done(actions.undo)
    const id = focusedRow(region.current)
    if (id === null) return false
    if (key === 'x') return done(() => actions.select(id))
    const choice = DECISION_CHOICES.find((each) => each.key === key)
    if (!choice) return false
    actions.decide(id, choice.decision)
    return moveFocus(region.current, 1)
  })
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPlainKey(event) || (event.repeat && !'jk'.includes(event.key))) return
      if (act(event.key)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [])
}

function done(work: () => void): true {
  work()
  return true
}

const focusedRow = (region: HTMLElement | null): string | null => {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')
  return row && region?.contains(row) ? (row.dataset.row ?? null) : null
}

function moveFocus(region: HTMLElement | null, step: 1 | -1): true {
  const links = [...(region?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  const row = document.activeElement?.closest('[data-row]')
  const at = links.findIndex((link) => row?.contains(link))
  const link = links[at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)]
  link?.focus({ preventScroll: true })
  link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  return true
}

function focusFilters(): true {
  document.querySelector<HTMLElement>('[data-queue-filters] a')?.focus()
  return true
}
