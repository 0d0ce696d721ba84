'use client'

import { type ReactNode, useState } from 'react'

/** Defers new content while the pointer or the focus is inside, so that rows do not move under a click. */
export function HoldStill({ children }: { children: ReactNode }) {
  const [held, setHeld] = useState(false)
  const [shown, setShown] = useState(children)
  if (!held && shown !== children) setShown(children)
  return (
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      {shown}
    </div>
  )
}
