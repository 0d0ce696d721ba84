'use client'

import { type RefObject, useEffect, useState } from 'react'
import { isPlainKey } from '@/components/layout/plain-key'

/** j/k move through the rows, / goes to the filters, ? shows the keys. Enter is the link's own. */
export function useQueueKeys(region: RefObject<HTMLElement | null>) {
  const [helpOpen, setHelpOpen] = useState(false)
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isPlainKey(event)) return
      if (event.key === 'j') moveFocus(region.current, 1)
      else if (event.key === 'k') moveFocus(region.current, -1)
      else if (event.key === '/') focusFilters()
      else if (event.key === '?') setHelpOpen(true)
      else return
      event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [region])
  return { helpOpen, setHelpOpen }
}

function moveFocus(region: HTMLElement | null, step: 1 | -1): void {
  const links = [...(region?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])]
  const at = links.findIndex((link) => link === document.activeElement)
  const target = at === -1 ? 0 : Math.min(Math.max(at + step, 0), links.length - 1)
  const link = links[target]
  link?.focus({ preventScroll: true })
  link?.closest('tr')?.scrollIntoView({ block: 'nearest' })
}

function focusFilters(): void {
  document.querySelector<HTMLElement>('[data-queue-filters] a')?.focus()
}
