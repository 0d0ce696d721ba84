'use client'

import { type ComponentType, type ReactNode, useEffect, useEffectEvent, useState } from 'react'
import { toast } from './toast'

export interface Fetchable<P> {
  /** Named once, outside of the component: another function is another part. */
  load: () => Promise<{ default: ComponentType<P> }>
}

interface FetchedProps<P> extends Fetchable<P> {
  /** Stands there until the part has come. */
  fallback?: ReactNode
  /** False where the part cannot be fetched; true when the reader asks for it again. */
  onWanted: (wanted: boolean) => void
  children: (Part: ComponentType<P>) => ReactNode
}

/** A part of the screen that is fetched when it is wanted. Where that fails, the page stays and a message says so. */
export function Fetched<P>({ load, fallback, onWanted, children }: FetchedProps<P>) {
  const [Part, setPart] = useState<ComponentType<P> | null>(null)
  const giveUp = useEffectEvent(() => {
    onWanted(false)
    toast.error('This could not be fetched. Is there a connection?', {
      action: { label: 'Try again', onClick: () => onWanted(true) },
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
