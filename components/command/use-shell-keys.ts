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

/** The keys of every page. The palette's and the help's come first; of the others, a page may take what it needs. */
export function useShellKeys({ togglePalette, openPalette, openHelp, mayGo }: ShellKeys): void {
  const router = useRouter()
  const goneAt = useRef(-Infinity)

  const onFirst = useEffectEvent((event: KeyboardEvent) => {
    if (isPaletteKey(event)) togglePalette()
    else if (event.key === '?' && isPlainKey(event)) openHelp()
    else return
    event.preventDefault()
  })
  const onLast = useEffectEvent((event: KeyboardEvent) => {
    if (!isPlainKey(event) || event.repeat) return
    const href = event.timeStamp - goneAt.current < SEQUENCE_MS ? GO_TO[event.key] : undefined
    goneAt.current = event.key === 'g' ? event.timeStamp : -Infinity
    if (href !== undefined && mayGo(href)) router.push(href)
    else if (event.key !== '/') return
    else if (!focusSearch()) openPalette()
    event.preventDefault()
  })

  useEffect(() => {
    // On the window, outside of everything: it captures before a page's own listeners, and hears after them.
    const first = (event: KeyboardEvent) => onFirst(event)
    const last = (event: KeyboardEvent) => onLast(event)
    window.addEventListener('keydown', first, { capture: true })
    window.addEventListener('keydown', last)
    return () => {
      window.removeEventListener('keydown', first, { capture: true })
      window.removeEventListener('keydown', last)
    }
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
