import { PlainTable } from '@/components/data-table/plain-table'
import { formatCounted, formatShare } from '@/components/fraud/format-metrics'
import { formatExact } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Canary, Comparison } from '@/lib/governance/challengers/schema'
import { endWords, evidenceWords, limitWords, shiftWords } from '../in-words'
import { CanaryForm } from './canary-form'

interface CanaryCardProps {
  comparison: Comparison
  mayWrite: boolean
  timeZone: string
}

/** The canary: its share of the senders, the evidence for and against it, and how it ended. */
export function CanaryCard({ comparison, mayWrite, timeZone }: CanaryCardProps) {
  const { model, canary, four_eyes: fourEyes } = comparison
  const isCanary = model.stage === 'canary'
  if (!isCanary && !canary) return null
  const running = canary?.in_force ? canary : null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Canary</CardTitle>
        {canary ? <CardNote>{stateWords(canary, timeZone)}</CardNote> : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {canary?.end_detail ? (
          <p className="text-sm">
            <strong>{endWords(canary.end_reason)}</strong> {canary.end_detail}
          </p>
        ) : null}
        {canary ? <Evidence canary={canary} /> : null}
        {isCanary ? (
          <CanaryForm modelId={model.id} canary={running} mayWrite={mayWrite} fourEyes={fourEyes} />
        ) : null}
      </CardBody>
    </Card>
  )
}

function stateWords(canary: Canary, timeZone: string): string {
  if (canary.in_force) {
    const since = formatExact(canary.started_at, timeZone)
    return `Decides for ${formatShare(canary.share)} of the senders, since ${since}`
  }
  return canary.ended_at ? `Stopped on ${formatExact(canary.ended_at, timeZone)}` : 'Over'
}

function Evidence({ canary }: { canary: Canary }) {
  const rows = [
    { name: 'Blocks', watched: canary.block },
    { name: 'Reviews', watched: canary.review },
    { name: `Responses after ${canary.slow_ms} ms`, watched: canary.slow },
  ]
  return (
    <>
      <PlainTable
        caption="Canary minus production model, with bounds that hold at any time"
        rows={rows}
        rowKey={({ name }) => name}
        columns={[
          { head: 'Share of', cell: ({ name }) => name },
          { head: 'Shift', cell: ({ watched }) => shiftWords(watched), numeric: true },
          { head: 'Limit', cell: ({ watched }) => limitWords(watched), numeric: true },
          { head: 'Evidence', cell: ({ watched }) => evidenceWords(watched), numeric: true },
          {
            head: 'Pairs',
            cell: ({ watched }) => watched.pairs.toLocaleString('en-US'),
            numeric: true,
          },
        ]}
      />
      <CardNote>
        It decided {formatCounted(canary.decisions, 'payment')}; the production model scored{' '}
        {canary.compared.toLocaleString('en-US')} of them as well. A shift beyond its limit stops the canary
        within a minute: it is stopped when the evidence for one reaches 100 %. Of canaries without such a
        shift, at most 5 % are ever stopped.
      </CardNote>
    </>
  )
}
