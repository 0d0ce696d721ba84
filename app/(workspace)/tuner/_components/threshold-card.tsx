import Link from 'next/link'
import { ChartViews } from '@/components/charts/chart-views'
import { PlotFigure } from '@/components/charts/plot-figure'
import type { PlotSpec } from '@/components/charts/plot-spec'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Board } from '../prepare-board'
import type { BoardFigures } from '../prepare-figures'
import { type Marks, prepareAlerts, prepareMoney, prepareRate } from '../prepare-plots'
import { CurvesTable } from './curves-table'
import { ThresholdSlider } from './threshold-slider'

interface ThresholdCardProps {
  board: Board
  figures: BoardFigures
  marks: Marks
  thresholds: readonly number[]
  onPreview: (threshold: number) => void
}

/** What each review threshold does, from both sources, and the slider that previews one. */
export function ThresholdCard({ board, figures, marks, thresholds, onPreview }: ThresholdCardProps) {
  const curves = { testSlice: figures.testSlice.all, own: figures.own.all }
  const view = (label: string, specs: PlotSpec[]) => ({
    label,
    content: (
      <div className="flex flex-col gap-6">
        {specs.map((spec) => (
          <PlotFigure
            key={spec.title}
            spec={spec}
            table={<CurvesTable title={spec.title} curves={curves} currency={board.currency} />}
          />
        ))}
      </div>
    ),
  })
  return (
    <Card>
      <CardHeader>
        <CardTitle>What does each review threshold do?</CardTitle>
        <CardNote>
          Model{' '}
          <Link
            href={`/models/${board.model.id}`}
            prefetch={false}
            className="figure text-foreground underline"
          >
            {board.model.label}
          </Link>
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        <ChartViews
          name="tuner"
          legend="Figures by threshold"
          views={[
            view('Money', [prepareMoney(curves, marks, board.currency)]),
            view('Alerts', [prepareAlerts(curves, marks, figures.capacity)]),
            view('Precision and recall', [
              prepareRate(curves, marks, 'precision'),
              prepareRate(curves, marks, 'recall'),
            ]),
          ]}
        />
        <ThresholdSlider marks={marks} thresholds={thresholds} onPreview={onPreview} />
      </CardBody>
    </Card>
  )
}
