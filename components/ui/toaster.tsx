'use client'

import { lazy, Suspense, useSyncExternalStore } from 'react'
import { toastStage } from './toast'

const ToastStage = lazy(() => import('./toast-stage'))

/** Where messages appear, from the first one on. */
export function Toaster() {
  const asked = useSyncExternalStore(toastStage.subscribe, toastStage.isAsked, () => false)
  return asked ? (
    <Suspense>
      <ToastStage />
    </Suspense>
  ) : null
}
