'use client'

import { type RefObject, useEffect, useRef } from 'react'
import type { Network } from '@/lib/desk/entities/schema'
import { buildGraph } from './build-graph'
import { dragNodes } from './drag-nodes'
import { canDraw, type NetworkSigma, openSigma, recolour } from './open-sigma'
import { watchTheme } from './theme-colours'

interface Events {
  /** Null when the pointer left the node. */
  onHover: (key: string | null) => void
  /** Null when the click hit no node. */
  onPick: (key: string | null) => void
  onUnavailable: () => void
}

/** Draws the network into the container while the component is mounted. Drawn nodes keep their position. */
export function useSigma(container: RefObject<HTMLElement | null>, network: Network, events: Events) {
  const sigma = useRef<NetworkSigma | null>(null)
  const heard = useRef(events)
  useEffect(() => {
    heard.current = events
  })

  useEffect(() => {
    const element = container.current
    if (!element) return
    const before = sigma.current
    if (before) {
      const placed = new Map(
        before.getGraph().mapNodes((key, { x, y }): [string, { x: number; y: number }] => [key, { x, y }]),
      )
      before.setCustomBBox(null)
      before.setGraph(buildGraph(network, placed))
      return
    }
    if (!canDraw()) return heard.current.onUnavailable()
    const opened = openSigma(buildGraph(network), element)
    dragNodes(opened)
    opened.on('enterNode', ({ node }) => heard.current.onHover(node))
    opened.on('leaveNode', () => heard.current.onHover(null))
    opened.on('clickNode', ({ node }) => heard.current.onPick(node))
    opened.on('clickStage', () => heard.current.onPick(null))
    sigma.current = opened
  }, [container, network])

  useEffect(() => {
    const element = container.current
    const stopWatching = watchTheme(() => sigma.current && recolour(sigma.current))
    // The wheel scrolls the page; with Ctrl, or a pinch, it zooms.
    const leaveToPage = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation()
    }
    element?.addEventListener('wheel', leaveToPage, { capture: true })
    return () => {
      stopWatching()
      element?.removeEventListener('wheel', leaveToPage, { capture: true })
      sigma.current?.kill()
      sigma.current = null
    }
  }, [container])

  return sigma
}
