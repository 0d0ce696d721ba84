'use client'

import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { toast } from './toast'

export interface Fetchable<P> {
  /** Defined outside of the component: a new function would be a new component. */
  load: () => Promise<{ default: ComponentType<P> }>
}

interface FetchedProps<P> extends Fetchable<P> {
  /** Shown until the component has loaded. */
  fallback?: ReactNode
  /** False when the component cannot be loaded; true when the user retries. */
  onWanted: (wanted: boolean) => void
  children: (Part: ComponentType<P>) => ReactNode
}

/** Loads a component on demand. When that fails, the page stays and a message appears. */
export function Fetched<P>({ load, fallback, onWanted, children }: FetchedProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null)
  const giveUp = useEffectEvent(() => {
    onWanted(false)
    toast.error('This could not be loaded. Check the connection.', {
      action: { label: 'Retry', onClick: () => onWanted(true) },
    })
  })
  useEffect(() => {
    let left = false
    load().then(
      (file) => left || setPart(() => file.default),
      () => left || giveUp(),
    )
    return () => {
      left = true
    }
  }, [load])
  return Part ? children(Part) : fallback
}
