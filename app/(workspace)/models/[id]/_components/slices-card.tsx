import { SpanChart } from '@/components/charts/span-chart'
import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Slice } from '@/lib/governance/models/schema'
import { prepareSlices } from '../prepare-slices'

/** The slices of the data and their purpose: split by time, with a gap for labels to arrive. */
export function SlicesCard({ slices }: { slices: readonly Slice[] }) {
  const { rows, chart } = prepareSlices(slices)
  return (
    <Card>
      <CardHeader>
        <CardTitle>Data and slices</CardTitle>
        <CardNote>Cut by time, each slice for one purpose</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <SpanChart spec={chart} />
        <PlainTable
          caption="Slices of the data"
          rows={rows}
          rowKey={({ name }) => name}
          marked={({ name }) => name === 'test'}
          columns={[
            { head: 'Slice', cell: ({ name }) => name },
            { head: 'Used for', cell: ({ use }) => <span className="text-muted-foreground">{use}</span> },
            { head: 'Period (UTC)', cell: ({ period }) => period, numeric: 'left' },
            {
              head: 'Gap before it',
              cell: ({ gap }) => gap ?? <span className="text-faint">none</span>,
              className: 'whitespace-nowrap',
            },
            { head: 'Rows', cell: ({ rows: count }) => count, numeric: true },
            { head: 'Frauds', cell: ({ frauds }) => frauds, numeric: true },
            { head: 'Rate', cell: ({ fraudRate }) => fraudRate, numeric: true },
          ]}
        />
      </CardBody>
    </Card>
  )
}
