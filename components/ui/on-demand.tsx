'use client'

import { type ComponentType, type ReactNode, useState } from 'react'
import { type Fetchable, Fetched } from './fetched'

interface OnDemandProps<P> extends Fetchable<P> {
  /** The button as it stands alone; `press` is its click. */
  button: (press: () => void) => ReactNode
  /** What it opens: it brings the same button along, open from the start. */
  children: (Part: ComponentType<P>) => ReactNode
}

/** Fetches what a button opens when it is first pressed: a page pays for no menu that nobody opens. */
export function OnDemand<P>({ button, load, children }: OnDemandProps<P>) {
  const [wanted, setWanted] = useState(false)
  const alone = button(() => setWanted(true))
  if (!wanted) return alone
  return (
    <Fetched load={load} fallback={alone} onWanted={setWanted}>
      {children}
    </Fetched>
  )
}
