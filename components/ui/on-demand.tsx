'use client'

import { Slot } from 'radix-ui'
import { type ComponentType, type ReactElement, type ReactNode, useState } from 'react'
import { type Fetchable, Fetched } from './fetched'

interface OnDemandProps<P> extends Fetchable<P> {
  /** A button element; the loaded component uses the same one as its trigger. */
  button: ReactElement
  opens: 'dialog' | 'menu'
  onPress?: () => void
  /** The component that the button opens; it is open at first. */
  children: (Part: ComponentType<P>) => ReactNode
}

/** Loads what a button opens when the button is first pressed, so that a page does not load unused menus. */
export function OnDemand<P>({ button, opens, onPress, load, children }: OnDemandProps<P>) {
  const [wanted, setWanted] = useState(false)
  const press = () => {
    onPress?.()
    setWanted(true)
  }
  const alone = (
    <Slot.Root aria-haspopup={opens} aria-expanded={false} onClick={press}>
      {button}
    </Slot.Root>
  )
  if (!wanted) return alone
  return (
    <Fetched load={load} fallback={alone} onWanted={setWanted}>
      {children}
    </Fetched>
  )
}
