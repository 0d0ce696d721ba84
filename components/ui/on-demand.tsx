'use client'

import { type ReactNode, Suspense, useState } from 'react'

interface OnDemandProps {
  /** The button as it stands alone; `press` is its click. */
  button: (press: () => void) => ReactNode
  /** What it opens: a lazy component that brings the same button along, open from the start. */
  children: ReactNode
}

/** Fetches what a button opens when it is first pressed: a page pays for no menu that nobody opens. */
export function OnDemand({ button, children }: OnDemandProps) {
  const [wanted, setWanted] = useState(false)
  const alone = button(() => setWanted(true))
  return wanted ? <Suspense fallback={alone}>{children}</Suspense> : alone
}
