import { PlainTable } from '@/components/data-table/plain-table'
import { formatCounted } from '@/components/fraud/format-metrics'
import { formatDuration } from '@/components/fraud/format-numbers'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Comparison } from '@/lib/governance/challengers/schema'

/** How long each model takes to score and explain the same payment. */
export function LatencyCard({ comparison: { latency } }: { comparison: Comparison }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Latency</CardTitle>
        <CardNote>Score and explanation of one payment</CardNote>
      </CardHeader>
      <CardBody>
        {latency ? (
          <PlainTable
            caption={`Latency of both models, ${formatCounted(latency.samples, 'sample')}`}
            rows={[
              { name: 'Production model', ...latency.champion },
              { name: 'Challenger', ...latency.challenger },
            ]}
            rowKey={({ name }) => name}
            columns={[
              { head: 'Model', cell: ({ name }) => name },
              { head: 'Median', cell: ({ p50 }) => formatDuration(p50), numeric: true },
              { head: '95th', cell: ({ p95 }) => formatDuration(p95), numeric: true },
              { head: '99th', cell: ({ p99 }) => formatDuration(p99), numeric: true },
            ]}
          />
        ) : (
          <p className="text-muted-foreground text-[13px]">No payment was timed yet.</p>
        )}
      </CardBody>
    </Card>
  )
}
