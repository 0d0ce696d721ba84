'use client'

import { useRouter } from 'next/navigation'
import { useEffect, useEffectEvent, useRef } from 'react'
import { isPlainKey } from '@/components/layout/plain-key'
import { GO_TO } from './shortcuts'

/** How long after `g` a letter opens a page. */
const SEQUENCE_MS = 1_000

interface ShellKeys {
  togglePalette(): void
  openPalette(): void
  openHelp(): void
  /** URLs of the sections that the role has. */
  mayGo(href: string): boolean
}

/** The keys of every page. The keys of palette and help come first; a page can override the others. */
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
    // On the window: the capture listener runs before a page's own listeners, the other one after them.
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

/** True when the page has its own search box; focuses it. */
function focusSearch(): boolean {
  const boxes = document.querySelectorAll<HTMLInputElement>('#content input[type="search"]')
  const box = [...boxes].find((candidate) => candidate.checkVisibility() && !candidate.disabled)
  box?.focus()
  box?.select()
  return box !== undefined
}
