import { PlainTable } from '@/components/data-table/plain-table'
import { formatCounted } from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Comparison } from '@/lib/governance/challengers/schema'
import { shareWords } from '../in-words'

/** Precision and recall of both models on the same mature labels. */
export function QualityCard({ comparison, timeZone }: { comparison: Comparison; timeZone: string }) {
  const { labelled, frauds, capped, from, until, champion, challenger } = comparison.quality
  const rows = [
    { name: 'Production model', quality: champion },
    { name: 'Challenger', quality: challenger },
  ]
  return (
    <Card>
      <CardHeader>
        <CardTitle>Precision and recall</CardTitle>
        <CardNote>
          {formatDay(from, timeZone)} to {formatDay(until, timeZone)}
        </CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        <p className="text-sm">
          {formatCounted(labelled, 'labelled payment')} that both scored, {formatCounted(frauds, 'fraud')}
          {capped ? '; only the newest labels were read' : ''}.
        </p>
        <PlainTable
          caption="Precision and recall on mature labels, with intervals of 95 %"
          rows={rows}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Model', cell: ({ name }) => name },
            { head: 'Precision', cell: ({ quality }) => shareWords(quality.precision), numeric: true },
            { head: 'Recall', cell: ({ quality }) => shareWords(quality.recall), numeric: true },
          ]}
        />
        <CardNote>
          Younger payments are left out: their labels are still arriving. Payments that only the challenger
          flags are seldom labelled, because nobody reviewed them.
        </CardNote>
      </CardBody>
    </Card>
  )
}
