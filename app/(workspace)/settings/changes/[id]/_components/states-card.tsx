import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ChangeRequest } from '@/lib/governance/changes/schema'
import { ThresholdsTable } from '../../../_components/thresholds-table'
import { prepareEntries, prepareFields, prepareModels, type StateRow } from '../prepare-states'
import { EntriesList } from './entries-list'

interface StatesCardProps {
  change: Pick<ChangeRequest, 'kind' | 'before' | 'after'>
  currency: string
}

/** What is in force and what will be. */
export function StatesCard({ change, currency }: StatesCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Before and after</CardTitle>
      </CardHeader>
      <CardBody>
        <States change={change} currency={currency} />
      </CardBody>
    </Card>
  )
}

function States({ change: { kind, before, after }, currency }: StatesCardProps) {
  switch (kind) {
    case 'watchlist-bulk':
      return <EntriesList entries={prepareEntries(after)} />
    case 'policy':
      return <ThresholdsTable before={before} after={after} />
    case 'model-production':
      return (
        <>
          <Models {...prepareModels(before, after)} />
          <ThresholdsTable before={before} after={after} />
        </>
      )
    default:
      return <FieldsTable rows={prepareFields(kind, before, after, currency)} />
  }
}

function FieldsTable({ rows }: { rows: StateRow[] }) {
  return (
    <PlainTable
      caption="Settings before and after"
      rows={rows}
      rowKey={({ name }) => name}
      marked={(row) => row.before !== row.after}
      columns={[
        { head: 'Setting', cell: ({ name }) => name },
        { head: 'Before', cell: ({ before }) => before, numeric: true },
        { head: 'After', cell: ({ after }) => after, numeric: true },
      ]}
    />
  )
}

function Models({ from, to }: { from: string; to: string }) {
  return (
    <p className="mb-3 text-sm">
      <span className="figure">{from}</span> <span aria-label="is replaced by">→</span>{' '}
      <span className="figure">{to}</span>
    </p>
  )
}
