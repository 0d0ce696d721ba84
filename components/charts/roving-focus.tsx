'use client'

import { type KeyboardEvent, type ReactNode, useRef } from 'react'

/** How far each key moves in a grid with this number of columns. */
const steps = (columns: number): Record<string, number> => ({
  ArrowLeft: -1,
  ArrowRight: 1,
  ArrowUp: -columns,
  ArrowDown: columns,
})

interface RovingFocusProps {
  columns: number
  children: ReactNode
}

/** Makes many links one tab stop: arrow keys move between the elements with `data-stop`, row by row. */
export function RovingFocus({ columns, children }: RovingFocusProps) {
  const root = useRef<HTMLDivElement>(null)
  const move = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = steps(columns)[event.key]
    const stops = [...(root.current?.querySelectorAll<HTMLElement>('[data-stop]') ?? [])]
    const current = stops.indexOf(document.activeElement as HTMLElement)
    const next = step === undefined || current < 0 ? undefined : stops[current + step]
    if (!next) return
    event.preventDefault()
    stops[current]?.setAttribute('tabindex', '-1')
    next.setAttribute('tabindex', '0')
    next.focus()
  }
  return (
    <div ref={root} onKeyDown={move}>
      {children}
    </div>
  )
}
