'use client'

import { Maximize2, Minus, Plus } from 'lucide-react'
import { useRef, useState } from 'react'
import { Button } from '@/components/ui/button'
import type { Network } from '@/lib/desk/entities/schema'
import { NodeCard } from './node-card'
import { useSigma } from './use-sigma'

interface NetworkCanvasProps {
  network: Network
  label: string
  pendingKey: string | null
  onExpand: (key: string) => void
  onUnavailable: () => void
}

const ZOOM = 1.5

/** The drawn network for pointers; the table has the same data for keyboards and screen readers. */
export default function NetworkCanvas({
  network,
  label,
  pendingKey,
  onExpand,
  onUnavailable,
}: NetworkCanvasProps) {
  const container = useRef<HTMLDivElement>(null)
  const [hovered, setHovered] = useState<string | null>(null)
  const [picked, setPicked] = useState<string | null>(null)
  const sigma = useSigma(container, network, { onHover: setHovered, onPick: setPicked, onUnavailable })
  const told = network.nodes.find(({ key }) => key === (hovered ?? picked))

  const move = (to: 'in' | 'out' | 'whole') => {
    const camera = sigma.current?.getCamera()
    if (!camera) return
    const duration = window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 200
    if (to === 'in') void camera.animatedZoom({ factor: ZOOM, duration })
    if (to === 'out') void camera.animatedUnzoom({ factor: ZOOM, duration })
    if (to === 'whole') void camera.animatedReset({ duration })
  }

  return (
    <div className="relative">
      <div
        ref={container}
        role="img"
        aria-label={label}
        className="bg-background/60 h-80 w-full overflow-hidden rounded-md border sm:h-[26rem]"
      />
      <div className="absolute top-2 right-2 flex flex-col gap-1">
        <ZoomButton label="Zoom in" onClick={() => move('in')} icon={Plus} />
        <ZoomButton label="Zoom out" onClick={() => move('out')} icon={Minus} />
        <ZoomButton label="Show all" onClick={() => move('whole')} icon={Maximize2} />
      </div>
      {told ? (
        <NodeCard
          node={told}
          network={network}
          pinned={picked === told.key}
          pending={pendingKey === told.key}
          onExpand={() => onExpand(told.key)}
        />
      ) : null}
    </div>
  )
}

function ZoomButton({
  label,
  icon: Icon,
  onClick,
}: {
  label: string
  icon: typeof Plus
  onClick: () => void
}) {
  return (
    <Button
      variant="outline"
      size="icon"
      aria-label={label}
      title={label}
      onClick={onClick}
      className="bg-card size-8"
    >
      <Icon aria-hidden />
    </Button>
  )
}
