import { useState } from 'react'

/** A dialog that was opened by a key has no trigger button: restores the focus to the element that had it. */
export function useFocusReturn() {
  const [before] = useState(() => document.activeElement)
  return (event: Event): void => {
    event.preventDefault()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
