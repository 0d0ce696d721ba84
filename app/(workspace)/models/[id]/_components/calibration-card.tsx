import { ChartViews } from '@/components/charts/chart-views'
import { PlotFigure } from '@/components/charts/plot-figure'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatMetric, formatRange } from '@/components/fraud/format-metrics'
import { formatProbability } from '@/components/fraud/format-numbers'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { prepareReliability, type ReliabilityBin } from '../prepare-reliability'
import { CalibrationCandidates } from './calibration-candidates'

/** Whether a score of 20 % means fraud in 20 of 100, on rows that neither trees nor calibration saw. */
export function CalibrationCard({ calibration, headline }: Pick<ModelReport, 'calibration' | 'headline'>) {
  const views = prepareReliability(calibration.reliability)
  const { ece, eceTop1 } = headline
  return (
    <Card>
      <CardHeader>
        <CardTitle>Are the probabilities accurate?</CardTitle>
        <CardNote>
          ECE {ece ? formatMetric(ece.value, 4) : 'not computed'}, in the top 1 %{' '}
          {eceTop1 ? formatMetric(eceTop1.value) : 'not computed'}
        </CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        {views.length === 0 ? (
          <p className="text-muted-foreground text-sm">The report contains no reliability points.</p>
        ) : (
          <ChartViews
            name="reliability"
            legend="Scores and axes of the reliability diagram"
            views={views.map(({ label, spec, bins }) => ({
              label,
              content: <PlotFigure spec={spec} table={<BinTable bins={bins} />} />,
            }))}
          />
        )}
        <CalibrationCandidates calibration={calibration} />
      </CardBody>
    </Card>
  )
}

function BinTable({ bins }: { bins: ReliabilityBin[] }) {
  return (
    <PlainTable
      caption="Reliability by bin"
      rows={bins}
      rowKey={(bin) => `${bin.meanScore}-${bin.rows}`}
      columns={[
        { head: 'Mean score', cell: ({ meanScore }) => formatProbability(meanScore), numeric: 'left' },
        { head: 'Fraud rate', cell: ({ fraudRate }) => formatProbability(fraudRate), numeric: true },
        {
          head: '95 % interval',
          cell: ({ low, high }) =>
            low === null || high === null ? 'not computed' : formatRange(low, high, formatProbability),
          numeric: true,
        },
        { head: 'Rows', cell: ({ rows }) => formatCount(rows), numeric: true },
      ]}
    />
  )
}
