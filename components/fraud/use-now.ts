'use client'

import { useEffect, useState } from 'react'

/**
 * The server's clock, ticking in the browser. Starts at the instant the page was rendered, so that the first
 * client render equals the server's, and does not trust the device's own clock for what comes after.
 */
export function useNow(renderedAt: string, everyMs: number): number {
  const start = Date.parse(renderedAt)
  const [now, setNow] = useState(start)
  useEffect(() => {
    const origin = performance.now()
    const tick = () => setNow(start + performance.now() - origin)
    const timer = setInterval(tick, everyMs)
    return () => clearInterval(timer)
  }, [start, everyMs])
  return Math.max(now, start)
}
