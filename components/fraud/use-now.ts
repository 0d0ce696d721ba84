'use client'

import { useEffect, useState } from 'react'

/**
 * The server's time, updated in the browser. It starts at the time of the rendering, so that the first client render
 * equals the server's, and does not depend on the clock of the device.
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
