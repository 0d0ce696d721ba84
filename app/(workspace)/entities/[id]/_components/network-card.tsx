import { ProblemPanel } from '@/components/layout/problem-panel'
import { NetworkView } from '@/components/network/network-view'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { getNetwork } from '@/lib/desk/entities'
import { NETWORK_LIMITS } from '@/lib/desk/entities/schema'
import { readOrProblem } from '../../../_lib/read-or-problem'
import type { EntityWidget } from '../entity-widget'

/** The network of the entity: one hop at first, more when the user expands it. */
export async function NetworkCard({ ctx, entity }: EntityWidget) {
  const { value: network, problem } = await readOrProblem(ctx, () => getNetwork(ctx, entity, { hops: 1 }))
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>Network</CardTitle>
        <CardNote>Who pays whom, and who shares a device or phone</CardNote>
      </CardHeader>
      <CardBody>
        {network.edges.length === 0 ? (
          <p className="text-muted-foreground text-sm">No other account, device or phone is linked to it.</p>
        ) : (
          <NetworkView network={network} most={NETWORK_LIMITS.nodes} />
        )}
      </CardBody>
    </Card>
  )
}
