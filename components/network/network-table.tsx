'use client'

import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { RiskBadge } from '@/components/fraud/badges'
import { formatScore } from '@/components/fraud/format-numbers'
import { entityHref } from '@/components/fraud/links'
import { Money } from '@/components/fraud/money'
import { Button } from '@/components/ui/button'
import type { Network, NetworkNode } from '@/lib/desk/entities/schema'
import { mayExpand, prepareTies } from './prepare-ties'

interface NetworkTableProps {
  network: Network
  caption: string
  pendingKey: string | null
  onExpand: (key: string) => void
}

/** The edges of the network as a table: the same data, links and expansion as in the graph. */
export function NetworkTable({ network, caption, pendingKey, onExpand }: NetworkTableProps) {
  const name = (node: NetworkNode) => (
    <Named node={node} pending={pendingKey === node.key} onExpand={() => onExpand(node.key)} />
  )
  return (
    <div className="max-h-[26rem] overflow-y-auto">
      <PlainTable
        caption={caption}
        rows={prepareTies(network)}
        rowKey={({ key }) => key}
        columns={[
          {
            head: 'From',
            cell: ({ source }) => name(source),
            numeric: 'left',
            className: 'bg-card sticky left-0 z-10',
          },
          {
            head: 'What',
            cell: ({ edge }) => (edge.kind === 'use' ? 'pays with' : 'pays'),
            className: 'whitespace-nowrap',
          },
          { head: 'To', cell: ({ target }) => name(target), numeric: 'left' },
          {
            head: 'Transactions',
            cell: ({ edge }) => edge.transactions.toLocaleString('en-US'),
            numeric: true,
          },
          {
            head: 'Amount',
            cell: ({ edge }) => <Money amount={edge.amount} currency={network.currency} />,
            numeric: true,
          },
          { head: 'Flagged', cell: ({ edge }) => edge.flagged.toLocaleString('en-US'), numeric: true },
          { head: 'Highest score', cell: ({ edge }) => formatScore(edge.highest_score), numeric: true },
          { head: 'Risk', cell: ({ edge }) => <RiskBadge band={edge.risk_band} /> },
        ]}
      />
    </div>
  )
}

function Named({ node, pending, onExpand }: { node: NetworkNode; pending: boolean; onExpand: () => void }) {
  return (
    <span className="inline-flex items-center gap-2">
      <Link
        href={entityHref(node.kind, node.id)}
        prefetch={false}
        className="hover:text-brand underline-offset-2 hover:underline"
      >
        {node.kind === 'account' ? node.id : `${node.kind} ${node.id}`}
      </Link>
      {node.watchlist ? (
        <span className="text-muted-foreground font-sans text-xs">{node.watchlist}</span>
      ) : null}
      {mayExpand(node) ? (
        <Button
          variant="ghost"
          size="sm"
          className="h-6 px-1.5 font-sans text-xs"
          disabled={pending}
          aria-label={`Expand ${node.kind} ${node.id}`}
          onClick={onExpand}
        >
          {pending ? '…' : 'Expand'}
        </Button>
      ) : null}
    </span>
  )
}
