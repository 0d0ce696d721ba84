import { ChartViews, type ChartView } from '@/components/charts/chart-views'
import { Plot } from '@/components/charts/plot'
import { PlotFigure } from '@/components/charts/plot-figure'
import { thinPoints } from '@/components/charts/plot-spec'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatCount, formatSum } from '@/components/fraud/format-metrics'
import { formatScore } from '@/components/fraud/format-numbers'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { BundleDocuments, ModelReport, ThresholdCurves } from '@/lib/governance/models/schema'
import { costsInWords, prepareSavings, prepareThresholds } from '../prepare-savings'
import { prepareThresholdChart } from '../prepare-threshold-chart'
import { ThresholdExplorer } from './threshold-explorer'
import { ThresholdFigures } from './threshold-figures'

const TABLE_ROWS = 15

interface SavingsCardProps {
  report: ModelReport
  curves: ThresholdCurves | null
  thresholds: BundleDocuments['thresholds']
}

/** The costs and savings of the thresholds, under the stated cost model. */
export function SavingsCard({ report, curves, thresholds }: SavingsCardProps) {
  const savings: ChartView = {
    label: 'Net savings',
    content: (
      <PlotFigure
        spec={prepareSavings(report, curves, thresholds)}
        table={<SavingsTable points={report.savings.points} />}
      />
    ),
  }
  const caught = curves && {
    label: 'Caught and flagged',
    content: <CaughtFigure curves={curves} thresholds={thresholds} />,
  }
  return (
    <Card>
      <CardHeader>
        <CardTitle>What do the thresholds cost and save?</CardTitle>
        <CardNote>{costsInWords(report.savings)}</CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        <ChartViews
          name="savings"
          legend="Figures by threshold"
          views={caught ? [savings, caught] : [savings]}
        />
        <ThresholdFigures report={report} thresholds={thresholds} />
      </CardBody>
    </Card>
  )
}

function CaughtFigure({
  curves,
  thresholds,
}: {
  curves: ThresholdCurves
  thresholds: BundleDocuments['thresholds']
}) {
  const spec = prepareThresholds(curves, thresholds)
  return (
    <PlotFigure
      spec={spec}
      drawing={
        <ThresholdExplorer
          points={prepareThresholdChart(curves)}
          review={thresholds.review}
          block={thresholds.block}
        >
          <Plot spec={spec} />
        </ThresholdExplorer>
      }
      table={<CurvesTable curves={curves} />}
    />
  )
}

function SavingsTable({ points }: { points: ModelReport['savings']['points'] }) {
  return (
    <PlainTable
      caption="Net savings by threshold, test slice"
      rows={thinPoints(points, TABLE_ROWS)}
      rowKey={({ threshold }) => String(threshold)}
      columns={[
        { head: 'Threshold', cell: ({ threshold }) => formatScore(threshold), numeric: 'left' },
        { head: 'Reviews', cell: ({ reviews }) => formatCount(reviews), numeric: true },
        { head: 'Frauds caught', cell: ({ caught }) => formatCount(caught), numeric: true },
        { head: 'Net savings', cell: ({ netSavings }) => formatSum(netSavings), numeric: true },
      ]}
    />
  )
}

function CurvesTable({ curves }: { curves: ThresholdCurves }) {
  return (
    <PlainTable
      caption={`Thresholds on the ${curves.slice} slice`}
      rows={thinPoints(curves.points, TABLE_ROWS)}
      rowKey={({ threshold }) => String(threshold)}
      columns={[
        { head: 'Threshold', cell: ({ threshold }) => formatScore(threshold), numeric: 'left' },
        { head: 'Flagged', cell: ({ flagged }) => formatCount(flagged), numeric: true },
        { head: 'Frauds', cell: ({ caught }) => formatCount(caught), numeric: true },
        { head: 'Fraud money', cell: ({ caughtAmount }) => formatSum(caughtAmount), numeric: true },
        { head: 'Flagged money', cell: ({ flaggedAmount }) => formatSum(flaggedAmount), numeric: true },
      ]}
    />
  )
}
