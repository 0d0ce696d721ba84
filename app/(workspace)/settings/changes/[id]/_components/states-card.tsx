import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { ChangeRequest } from '@/lib/governance/changes/schema'
import { ThresholdsTable } from '../../../_components/thresholds-table'
import { prepareEntries, prepareModels } from '../prepare-states'
import { EntriesList } from './entries-list'

/** What is in force and what will be. */
export function StatesCard({ change }: { change: Pick<ChangeRequest, 'kind' | 'before' | 'after'> }) {
  const { kind, before, after } = change
  return (
    <Card>
      <CardHeader>
        <CardTitle>Before and after</CardTitle>
      </CardHeader>
      <CardBody>
        {kind === 'watchlist-bulk' ? <EntriesList entries={prepareEntries(after)} /> : null}
        {kind === 'model-production' ? <Models {...prepareModels(before, after)} /> : null}
        {kind === 'watchlist-bulk' ? null : <ThresholdsTable before={before} after={after} />}
      </CardBody>
    </Card>
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
