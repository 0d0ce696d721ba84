'use client'

import { useRouter } from 'next/navigation'
import { startTransition, useEffect, useRef } from 'react'
import type { LiveKind } from '@/lib/live/schema'
import { useLive } from './use-live'

const SETTLE_MS = 300

interface LiveRefreshProps {
  kinds: readonly LiveKind[]
  /** Seconds between two refreshes at least. */
  every?: number
}

/** Reads the page again from the server when something of these kinds changed, soon but not too often, while looked at. */
export function LiveRefresh({ kinds, every = 2 }: LiveRefreshProps) {
  const router = useRouter()
  const timer = useRef<number | undefined>(undefined)
  const refreshedAt = useRef(-Infinity)

  const refresh = () => {
    timer.current = undefined
    refreshedAt.current = performance.now()
    startTransition(() => router.refresh())
  }
  useLive(kinds, () => {
    if (timer.current !== undefined) return
    const due = refreshedAt.current + every * 1000 - performance.now()
    timer.current = window.setTimeout(refresh, Math.max(SETTLE_MS, due))
  })
  useEffect(() => () => window.clearTimeout(timer.current), [])
  return null
}
