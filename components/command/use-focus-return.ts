import { useState } from 'react'

/** A dialog that a key opened has no button to go back to: the focus returns to where it was. */
export function useFocusReturn() {
  const [before] = useState(() => document.activeElement)
  return (event: Event): void => {
    event.preventDefault()
    if (before instanceof HTMLElement) before.focus({ preventScroll: true })
  }
}
