'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import type { LiveKind } from '@/lib/messaging/live/schema'
import { useLive } from './use-live'

const SETTLE_MS = 300
const LOOK_AGAIN_MS = 1_000

interface LiveRefreshProps {
  kinds: readonly LiveKind[]
  /** Minimum seconds between two refreshes. */
  every?: number
}

/** Reloads the data of the page after an event of these kinds, soon but not too often, while the page is visible. */
export function LiveRefresh({ kinds, every = 2 }: LiveRefreshProps) {
  const router = useRouter()
  const timer = useRef<number | undefined>(undefined)
  const refreshedAt = useRef(-Infinity)

  const refreshIn = (ms: number) => {
    timer.current = window.setTimeout(() => {
      if (document.visibilityState === 'hidden') return refreshIn(LOOK_AGAIN_MS)
      timer.current = undefined
      refreshedAt.current = performance.now()
      startTransition(() => router.refresh())
    }, ms)
  }
  useLive(kinds, () => {
    if (timer.current !== undefined) return
    refreshIn(Math.max(SETTLE_MS, refreshedAt.current + every * 1000 - performance.now()))
  })
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return null
}
