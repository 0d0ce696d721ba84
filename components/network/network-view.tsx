'use client'

import dynamic from 'next/dynamic'
import { useState, useTransition } from 'react'
import { callApi } from '@/components/http/api-client'
import { Skeleton } from '@/components/ui/skeleton'
import { Tabs, TabsContent, TabsList, TabsTrigger } from '@/components/ui/tabs'
import type { Network } from '@/lib/desk/entities/schema'
import { mergeNetworks } from './merge-networks'
import { NetworkLegend } from './network-legend'
import { NetworkTable } from './network-table'

/** The drawing library is large and needs a browser: loaded on this page only, never on the server. */
const NetworkCanvas = dynamic(() => import('./network-canvas'), {
  ssr: false,
  loading: () => <Skeleton className="h-80 w-full sm:h-[26rem]" />,
})

interface NetworkViewProps {
  network: Network
  /** The maximum number of shown entities. */
  most: number
}

/** The network as a graph or as a table; each entity can be expanded in both. */
export function NetworkView({ network: initial, most }: NetworkViewProps) {
  const [network, setNetwork] = useState(initial)
  const [tab, setTab] = useState('network')
  const [drawable, setDrawable] = useState(true)
  const [message, setMessage] = useState('')
  const [pendingKey, setPendingKey] = useState<string | null>(null)
  const [, startTransition] = useTransition()

  const expand = (key: string) => {
    const node = network.nodes.find((one) => one.key === key)
    if (!node) return
    setPendingKey(key)
    startTransition(async () => {
      const response = await callApi('GET /api/entities/{account_id}/network', {
        params: { account_id: node.id },
        query: { kind: node.kind, hops: '1' },
      })
      setPendingKey(null)
      if (!response.ok) return setMessage(response.problem.message)
      const merged = mergeNetworks(network, key, response.body, most)
      setNetwork(merged)
      setMessage(`${merged.nodes.length - network.nodes.length} entities were added around ${node.id}.`)
    })
  }
  const label = `${network.nodes.length} entities, ${network.edges.length} links between them`

  return (
    <Tabs value={drawable ? tab : 'table'} onValueChange={setTab} className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <TabsList aria-label="Network as">
          <TabsTrigger value="network" disabled={!drawable}>
            Network
          </TabsTrigger>
          <TabsTrigger value="table">Table</TabsTrigger>
        </TabsList>
        <p className="text-muted-foreground text-[13px]" aria-live="polite">
          {message || label}
        </p>
      </div>
      {drawable ? null : (
        <p className="text-muted-foreground text-[13px]">
          This browser does not support WebGL, so the network is shown as a table.
        </p>
      )}
      <TabsContent value="network" className="flex flex-col gap-2">
        <NetworkCanvas
          network={network}
          label={`Network of ${label}. The tab "Table" holds the same as text.`}
          pendingKey={pendingKey}
          onExpand={expand}
          onUnavailable={() => setDrawable(false)}
        />
        <NetworkLegend />
        <p className="text-faint text-xs">
          Drag to move. Click an entity to open or expand it. Hold Ctrl and scroll to zoom.
        </p>
      </TabsContent>
      <TabsContent value="table">
        <NetworkTable
          network={network}
          caption="Links of the network"
          pendingKey={pendingKey}
          onExpand={expand}
        />
      </TabsContent>
      {network.left_out > 0 ? (
        <p className="text-muted-foreground text-[13px]">
          {network.left_out.toLocaleString('en-US')} more neighbours were found and are not shown; the ones
          shown have most alerts and transactions. Each entity is described by its newest{' '}
          {network.rows_per_entity.toLocaleString('en-US')} transactions.
        </p>
      ) : null}
    </Tabs>
  )
}
