'use client'

import { CartesianGrid, Line, LineChart, ReferenceLine, Tooltip, XAxis, YAxis } from 'recharts'
import { guideBand, PLOT } from '@/components/charts/plot-area'
import { formatShare } from '@/components/fraud/format-metrics'
import { formatScore, formatThreshold } from '@/components/fraud/format-numbers'
import { LOWEST_THRESHOLD, type ThresholdPoint } from '../prepare-threshold-chart'

const DECADES = [1e-4, 1e-3, 1e-2, 1e-1, 1]
const SHARES = [0, 0.2, 0.4, 0.6, 0.8, 1]
const TEXT = { fill: 'var(--muted-foreground)', fontSize: 12 }

/** Colours and dashes are those of the static plot. */
const LINES = [
  { key: 'caught', name: 'frauds', stroke: 'var(--brand)', dashes: undefined, width: 2 },
  { key: 'caughtAmount', name: 'fraud money', stroke: 'var(--info)', dashes: '5 3', width: 2 },
  { key: 'flagged', name: 'all payments', stroke: 'var(--input)', dashes: '2 3', width: 1.5 },
] as const

interface ThresholdChartProps {
  points: readonly ThresholdPoint[]
  review: number
  block: number
  width: number
}

export default function ThresholdChart({ points, review, block, width }: ThresholdChartProps) {
  return (
    <LineChart
      width={width}
      height={(width * (PLOT.height + guideBand(2))) / PLOT.width}
      data={[...points]}
      margin={{ top: 24, right: 12, bottom: 16, left: 0 }}
      title="What a threshold catches"
      desc="Move the pointer, or focus the chart and use the arrow keys, to read the figures of a threshold."
    >
      <CartesianGrid stroke="var(--border)" vertical={false} />
      <XAxis
        dataKey="threshold"
        type="number"
        scale="log"
        domain={[LOWEST_THRESHOLD, 1]}
        ticks={DECADES}
        tickFormatter={String}
        tick={TEXT}
        stroke="var(--input)"
        label={{ value: 'review threshold (score)', position: 'insideBottom', offset: -10, ...TEXT }}
      />
      <YAxis
        domain={[0, 1]}
        ticks={SHARES}
        tickFormatter={(value: number) => `${Math.round(value * 100)} %`}
        tick={TEXT}
        stroke="var(--input)"
        width={52}
      />
      {[
        { name: 'review', at: review },
        { name: 'block', at: block },
      ].map(({ name, at }) => (
        <ReferenceLine
          key={name}
          x={at}
          stroke="var(--muted-foreground)"
          strokeDasharray="4 4"
          label={{ value: `${name} ${formatThreshold(at)}`, position: 'top', ...TEXT }}
        />
      ))}
      {LINES.map(({ key, name, stroke, dashes, width: strokeWidth }) => (
        <Line
          key={key}
          dataKey={key}
          name={name}
          stroke={stroke}
          strokeDasharray={dashes}
          strokeWidth={strokeWidth}
          dot={false}
          isAnimationActive={false}
        />
      ))}
      <Tooltip
        isAnimationActive={false}
        cursor={{ stroke: 'var(--foreground)' }}
        content={({ active, payload }) => (
          <Figures point={active ? (payload[0]?.payload as ThresholdPoint | undefined) : undefined} />
        )}
      />
    </LineChart>
  )
}

function Figures({ point }: { point: ThresholdPoint | undefined }) {
  if (!point) return null
  const shown = (value: number | null) => (value === null ? 'not known' : formatShare(value))
  const rows = [
    ['Threshold', formatScore(point.threshold)],
    ['Alerts per 1,000 payments', point.alertsPerThousand.toFixed(1)],
    ['Frauds caught', shown(point.caught)],
    ['Fraud money caught', shown(point.caughtAmount)],
    ['Precision', shown(point.precision)],
  ] as const
  return (
    <dl className="bg-popover grid grid-cols-[auto_auto] gap-x-3 gap-y-0.5 rounded-md border p-2 text-xs shadow-lg">
      {rows.map(([name, value]) => (
        <div key={name} className="col-span-2 grid grid-cols-subgrid">
          <dt className="text-muted-foreground">{name}</dt>
          <dd className="figure text-right">{value}</dd>
        </div>
      ))}
    </dl>
  )
}
