'use client'

import { useEffect, useEffectEvent } from 'react'
import type { LiveKind } from '@/lib/messaging/live/schema'
import { listenLive, type LiveSignal } from './live-stream'

/** Calls `react` for each event of these kinds, and for `reset`, after which everything must be reloaded. */
export function useLive(kinds: readonly LiveKind[], react: (signal: LiveSignal) => void): void {
  const hear = useEffectEvent((signal: LiveSignal) => {
    if (signal.kind === 'reset' || kinds.includes(signal.kind)) react(signal)
  })
  useEffect(() => listenLive(hear), [])
}
