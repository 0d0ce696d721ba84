import Link from 'next/link'
import type { ReactNode } from 'react'
import {
  formatCount,
  formatMetric,
  formatStretch,
  intervalOf,
  shortHash,
} from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import type { BundleSummary, Estimate, ModelOverview } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { StageActions } from '../../_components/stage-actions'
import { StageBadge } from '../../_components/stage-badge'

const HEADS = ['Model', 'Stage', 'Trained on', 'PR-AUC', 'ECE', 'Activated'] as const

interface ModelsTableProps {
  overviews: ModelOverview[]
  timeZone: string
  /** Offers the next stages of each model. */
  mayAct?: boolean
}

/** Registered models with the figures of their own evaluation. On a phone each row is a small card. */
export function ModelsTable({ overviews, timeZone, mayAct = false }: ModelsTableProps) {
  const heads = mayAct ? [...HEADS, 'Change'] : HEADS
  return (
    <div className="bg-card rounded-lg border">
      <table role="table" className="block w-full border-collapse text-left lg:table">
        <caption className="sr-only">Registered models, newest first</caption>
        <thead role="rowgroup" className="sr-only lg:not-sr-only lg:table-header-group">
          <tr role="row">
            {heads.map((head) => (
              <th
                key={head}
                role="columnheader"
                scope="col"
                className="eyebrow border-b px-4 py-2 whitespace-nowrap"
              >
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody role="rowgroup" className="block lg:table-row-group">
          {overviews.map((overview) => (
            <ModelRow key={overview.model.id} overview={overview} timeZone={timeZone} mayAct={mayAct} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface ModelRowProps extends Pick<ModelsTableProps, 'timeZone' | 'mayAct'> {
  overview: ModelOverview
}

function ModelRow({ overview: { model, bundle }, timeZone, mayAct }: ModelRowProps) {
  const summary = bundle.state === 'read' ? bundle.summary : null
  return (
    <tr
      role="row"
      className="hover:bg-accent/60 has-[a:focus-visible]:bg-accent/60 relative grid grid-cols-2 gap-x-4 gap-y-3 border-b px-4 py-4 last:border-b-0 lg:table-row lg:[&>*]:border-b lg:last:[&>*]:border-b-0"
    >
      <Cell>
        <Link
          href={`/models/${model.id}`}
          prefetch={false}
          className="focus-visible:after:outline-ring outline-none after:absolute after:inset-0 focus-visible:after:outline-2 focus-visible:after:-outline-offset-2"
        >
          <span className="font-medium">{model.name}</span>{' '}
          <span className="figure text-muted-foreground">{model.version}</span>
        </Link>
      </Cell>
      <Cell className="justify-self-end">
        <StageBadge stage={model.stage} />
      </Cell>
      <Cell label="Trained on" className="col-span-2">
        {summary ? <Origin summary={summary} /> : <Missing text="bundle cannot be read" />}
      </Cell>
      <Cell label="PR-AUC">
        <Headline bundle={bundle} pick="prAuc" />
      </Cell>
      <Cell label="ECE">
        <Headline bundle={bundle} pick="ece" />
      </Cell>
      <Cell label="Activated" className="col-span-2">
        {model.activated_at ? (
          <span className="figure whitespace-nowrap">{formatDay(model.activated_at, timeZone)}</span>
        ) : (
          <Missing text="never" />
        )}
      </Cell>
      {mayAct ? (
        <Cell className="relative col-span-2">
          <StageActions model={model} />
        </Cell>
      ) : null}
    </tr>
  )
}

/** On a phone each cell shows its label, because the header is hidden. */
function Cell({ label, className, children }: { label?: string; className?: string; children: ReactNode }) {
  return (
    <td role="cell" className={`lg:px-4 lg:py-3 ${className ?? ''}`}>
      {label ? (
        <span aria-hidden className="eyebrow block lg:hidden">
          {label}
        </span>
      ) : null}
      {children}
    </td>
  )
}

function Origin({ summary: { training, imported } }: { summary: BundleSummary }) {
  if (training) return <TrainedOn training={training} />
  return imported ? <>imported from {imported.library}</> : null
}

function TrainedOn({ training }: { training: NonNullable<BundleSummary['training']> }) {
  return (
    <span className="text-[13px]">
      <span className="figure">{formatCount(training.rows)}</span> rows over{' '}
      {formatStretch(training.from, training.to)}
      <span className="figure text-faint block text-xs" title={training.dataSha256}>
        sha256 {shortHash(training.dataSha256)}
      </span>
    </span>
  )
}

const DECIMALS = { prAuc: 3, ece: 4 } as const

function Headline({ bundle, pick }: { bundle: ModelOverview['bundle']; pick: keyof typeof DECIMALS }) {
  if (bundle.state === 'unreadable') return <Missing text="bundle cannot be read" />
  const { headline } = bundle.summary
  if (!headline) return <Missing text="not evaluated" />
  const estimate: Estimate = headline[pick]
  const format = (value: number) => formatMetric(value, DECIMALS[pick])
  return (
    <>
      <Measure value={estimate?.value} format={format} />
      <span className="figure text-faint block text-xs whitespace-nowrap">
        {intervalOf(estimate, format)}
      </span>
    </>
  )
}

const Missing = ({ text }: { text: string }) => <span className="text-faint text-[13px]">{text}</span>
