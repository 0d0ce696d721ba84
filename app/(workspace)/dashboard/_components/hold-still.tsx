'use client'

import { type ReactNode, useState } from 'react'

/** Shows what it is given, but nothing new while the pointer or the focus is in it: nobody clicks on a row that moves. */
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
