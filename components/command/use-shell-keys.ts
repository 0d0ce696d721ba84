'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isPlainKey } from '@/components/layout/plain-key'
import { GO_TO } from './shortcuts'

/** How long after `g` a letter still means a page. */
const SEQUENCE_MS = 1_000

interface ShellKeys {
  togglePalette(): void
  openPalette(): void
  openHelp(): void
  /** Addresses that the role has an entry for. */
  mayGo(href: string): boolean
}

/** The keys of every page. A page that takes a key for itself prevents its default, and comes first. */
export function useShellKeys({ togglePalette, openPalette, openHelp, mayGo }: ShellKeys): void {
  const router = useRouter()
  const goneAt = useRef(-Infinity)

  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (isPaletteKey(event)) {
      event.preventDefault()
      return togglePalette()
    }
    if (!isPlainKey(event) || event.repeat) return
    const href = event.timeStamp - goneAt.current < SEQUENCE_MS ? GO_TO[event.key] : undefined
    goneAt.current = event.key === 'g' ? event.timeStamp : -Infinity
    if (href !== undefined && mayGo(href)) router.push(href)
    else if (event.key === '/') focusSearch() || openPalette()
    else if (event.key === '?') openHelp()
    else return
    event.preventDefault()
  })

  useEffect(() => {
    // On the window: what listens on the document is a page's, and is asked first.
    const listen = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listen)
    return () => window.removeEventListener('keydown', listen)
  }, [])
}

const isPaletteKey = (event: KeyboardEvent): boolean =>
  event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey

/** True where the page has a search box of its own; it has the focus then. */
function focusSearch(): boolean {
  const boxes = document.querySelectorAll<HTMLInputElement>('#content input[type="search"]')
  const box = [...boxes].find((candidate) => candidate.checkVisibility() && !candidate.disabled)
  box?.focus()
  box?.select()
  return box !== undefined
}
