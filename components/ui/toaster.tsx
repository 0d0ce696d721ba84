'use client'

import { type ComponentType, useEffect, useState, useSyncExternalStore } from 'react'
import { toastStage } from './toast'

/** Where messages appear, from the first one. */
export function Toaster() {
  const asked = useSyncExternalStore(toastStage.subscribe, toastStage.isAsked, () => false)
  const [Stage, setStage] = useState<ComponentType | null>(null)
  useEffect(() => {
    if (asked) import('./toast-stage').then((file) => setStage(() => file.default), toastStage.failed)
  }, [asked])
  return Stage ? <Stage /> : null
}
