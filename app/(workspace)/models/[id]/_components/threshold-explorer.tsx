'use client'

import { lazy, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import type { ThresholdPoint } from '../prepare-threshold-chart'

/** The chart library is large: it is loaded when the chart is first visible, on no other page. */
const ThresholdChart = lazy(() => import('./threshold-chart'))

interface ThresholdExplorerProps {
  points: readonly ThresholdPoint[]
  review: number
  block: number
  /** The same curves as a static drawing of the same size: shown until the chart is loaded, and without scripts. */
  children: ReactNode
}

/** The curves over the threshold, with exact figures at the pointer or the arrow keys. */
export function ThresholdExplorer({ children, ...chart }: ThresholdExplorerProps) {
  const box = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(0)
  useEffect(() => {
    if (!box.current) return
    // A hidden element measures 0: keeps the last width.
    const observer = new ResizeObserver(([entry]) => {
      if (entry && entry.contentRect.width > 0) setWidth(Math.round(entry.contentRect.width))
    })
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return (
    <div ref={box} className="w-full max-w-[31rem]">
      {width === 0 ? (
        children
      ) : (
        <Suspense fallback={children}>
          <ThresholdChart {...chart} width={width} />
        </Suspense>
      )}
    </div>
  )
}
