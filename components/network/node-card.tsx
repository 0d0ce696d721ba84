'use client'

import { Waypoints } from 'lucide-react'
import Link from 'next/link'
import { RiskBadge } from '@/components/fraud/badges'
import { formatAmount } from '@/components/fraud/format-numbers'
import { entityHref } from '@/components/fraud/links'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import type { Network, NetworkNode } from '@/lib/desk/entities/schema'
import { mayExpand, tiesInWords } from './prepare-ties'

interface NodeCardProps {
  node: NetworkNode
  network: Network
  /** Selected by a click: the card stays, and its buttons can be used. */
  pinned: boolean
  pending: boolean
  onExpand: () => void
}

/** The relations of the entity under the pointer, or of the selected one. */
export function NodeCard({ node, network, pinned, pending, onExpand }: NodeCardProps) {
  return (
    <div
      className={`bg-popover text-popover-foreground absolute bottom-2 left-2 flex max-w-[min(22rem,calc(100%-1rem))] flex-col gap-2 rounded-md border p-3 text-[13px] shadow-lg ${pinned ? '' : 'pointer-events-none'}`}
    >
      <p className="figure font-medium break-all">
        <span className="text-muted-foreground font-sans font-normal">{node.kind} </span>
        {node.id}
      </p>
      <p className="flex flex-wrap gap-1.5">
        <RiskBadge band={node.risk_band} />
        {node.watchlist ? (
          <Badge tone={node.watchlist === 'blocked' ? 'outline-high' : 'outline-good'}>
            {node.watchlist}
          </Badge>
        ) : null}
      </p>
      <ul className="text-muted-foreground">
        {tiesInWords(network, node.key, formatAmount).map((line) => (
          <li key={line}>{line}</li>
        ))}
        {node.neighbours_left_out ? <li>{node.neighbours_left_out} more neighbours are not shown</li> : null}
        {node.capped ? (
          <li>Of its newest {network.rows_per_entity.toLocaleString('en-US')} transactions</li>
        ) : null}
      </ul>
      {pinned ? (
        <div className="flex flex-wrap gap-2">
          <Button asChild variant="secondary" size="sm">
            <Link href={entityHref(node.kind, node.id)} prefetch={false}>
              Open {node.kind}
            </Link>
          </Button>
          {mayExpand(node) ? (
            <Button variant="outline" size="sm" disabled={pending} onClick={onExpand}>
              <Waypoints aria-hidden />
              {pending ? 'Expanding…' : 'Expand'}
            </Button>
          ) : null}
        </div>
      ) : null}
    </div>
  )
}
