import Link from 'next/link'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatShare } from '@/components/fraud/format-metrics'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { DriftFeature } from '@/lib/governance/drift/schema'
import { formatIndex, formatValue, STATUS_WORDS } from '../drift-words'
import { driftHref, type DriftView } from '../search-params'

/** Every feature of the model: how far it moved, and how much that matters. */
export function FeaturesCard({ features, view }: { features: DriftFeature[]; view: DriftView }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which features moved?</CardTitle>
        <CardNote>Ordered by index times importance to the model</CardNote>
      </CardHeader>
      <CardBody className="max-h-[36rem] overflow-y-auto">
        <PlainTable
          caption="Features by drift"
          rows={features}
          rowKey={({ feature }) => feature}
          marked={({ feature }) => feature === view.feature}
          columns={[
            {
              head: 'Feature',
              className: 'min-w-44',
              cell: ({ feature, label }) => (
                <Link
                  href={driftHref({ ...view, feature })}
                  prefetch={false}
                  scroll={false}
                  className="font-normal hover:underline"
                >
                  {label}
                  <span className="figure text-faint block text-xs">{feature}</span>
                </Link>
              ),
            },
            {
              head: 'Status',
              cell: ({ status }) => (
                <Badge tone={STATUS_WORDS[status].tone}>{STATUS_WORDS[status].label}</Badge>
              ),
            },
            { head: 'Index', numeric: true, cell: ({ psi }) => (psi === null ? 'none' : formatIndex(psi)) },
            {
              head: 'Importance',
              numeric: true,
              cell: ({ importance }) => (importance === null ? 'unknown' : formatShare(importance)),
            },
            { head: 'Mean before', numeric: true, cell: meanBefore },
            {
              head: 'Mean now',
              numeric: true,
              cell: ({ recent_mean }) => (recent_mean === null ? 'none' : formatValue(recent_mean)),
            },
            {
              head: 'Moved by',
              numeric: true,
              cell: ({ distance_scaled: scaled }) =>
                scaled === null ? 'none' : `${formatIndex(scaled)} dev.`,
            },
            { head: 'Missing', numeric: true, cell: missingShares },
          ]}
        />
      </CardBody>
    </Card>
  )
}

const meanBefore = ({ baseline_mean: mean, baseline_mean_estimated: isEstimate }: DriftFeature): string =>
  mean === null ? 'none' : `${isEstimate ? '≈ ' : ''}${formatValue(mean)}`

const missingShares = ({ baseline_missing_share: before, recent_missing_share: now }: DriftFeature): string =>
  before === null || now === null ? 'none' : `${formatShare(before)} → ${formatShare(now)}`
