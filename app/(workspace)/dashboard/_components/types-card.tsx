import Link from 'next/link'
import { BandBar } from '@/components/fraud/band-bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount } from '@/components/fraud/format-metrics'
import { RISK_LABELS, type RiskBand } from '@/components/fraud/labels'
import { type InvestigateQuery, investigateHref } from '@/components/fraud/links'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { TypeBreakdown, TypeRow } from '@/lib/desk/dashboard/schema'
import { boundsOf, spanWords } from '../period-words'

const totalOf = ({ high, medium, low }: TypeRow): number => high + medium + low

/** Transactions by type and risk band. Each figure links to its transactions. */
export function TypesCard({ breakdown: { types, period } }: { breakdown: TypeBreakdown }) {
  const bounds = boundsOf(period)
  const greatest = Math.max(0, ...types.map(totalOf))
  const bandColumn = (band: RiskBand) => ({
    head: RISK_LABELS[band],
    numeric: true as const,
    cell: (row: TypeRow) => (
      <Figure value={row[band]} query={{ ...bounds, type: row.type, risk_band: band }} />
    ),
  })
  return (
    <Card>
      <CardHeader>
        <CardTitle>Risk by type</CardTitle>
        <CardNote>{spanWords(period.shown)}</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Transactions by type and risk band"
          rows={types}
          rowKey={({ type }) => type}
          columns={[
            {
              head: 'Type',
              numeric: 'left',
              cell: (row) => (
                <>
                  <Link
                    href={investigateHref({ ...bounds, type: row.type })}
                    prefetch={false}
                    className="hover:underline"
                  >
                    {row.type}
                  </Link>
                  <BandBar counts={row} of={greatest} />
                </>
              ),
            },
            bandColumn('high'),
            bandColumn('medium'),
            bandColumn('low'),
          ]}
        />
      </CardBody>
    </Card>
  )
}

function Figure({ value, query }: { value: number; query: InvestigateQuery }) {
  if (value === 0) return <span className="text-faint">0</span>
  return (
    <Link href={investigateHref(query)} prefetch={false} className="hover:underline">
      {formatCount(value)}
    </Link>
  )
}
