import { Bar } from '@/components/charts/bar'
import { PlainTable } from '@/components/data-table/plain-table'
import { formatMetric, formatShare } from '@/components/fraud/format-metrics'
import { formatSigned } from '@/components/fraud/format-numbers'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ModelReport } from '@/lib/governance/models/schema'
import { Measure } from '../../_components/measure'
import { inWords } from '../in-words'

/** The model's performance without parts of the data: retrained without one family, or without balances. */
export function AblationCard({ ablation, balances }: Pick<ModelReport, 'ablation' | 'balances'>) {
  const families = [...ablation].sort((a, b) => (b.loss ?? -Infinity) - (a.loss ?? -Infinity))
  const largest = Math.max(0, ...families.map(({ loss }) => loss ?? 0))
  const variants = [
    { name: 'With balances', ranking: balances.with },
    { name: 'Without balances', ranking: balances.without },
    { name: 'Sender’s own history only', ranking: balances.senderOnly },
  ]
  return (
    <Card>
      <CardHeader>
        <CardTitle>What does each feature family add?</CardTitle>
        <CardNote>Retrained on the same slices with fewer features</CardNote>
      </CardHeader>
      <CardBody className="grid items-start gap-x-8 gap-y-6 xl:grid-cols-2">
        <PlainTable
          caption="Ablation by family of features"
          rows={families}
          rowKey={({ family }) => family}
          columns={[
            { head: 'Without family', cell: ({ family }) => inWords(family) },
            {
              head: 'PR-AUC',
              cell: ({ prAuc }) => <Measure value={prAuc} format={formatMetric} />,
              numeric: true,
            },
            {
              head: 'Change',
              cell: ({ loss }) => <Measure value={loss} format={(value) => formatSigned(-value, 3)} />,
              numeric: true,
            },
            {
              head: <span className="sr-only">Loss, as a bar</span>,
              cell: ({ loss }) =>
                loss === null || largest === 0 ? null : <Bar share={loss / largest} tone="muted" />,
              className: 'hidden w-1/4 sm:table-cell',
            },
          ]}
        />
        <PlainTable
          caption="With and without balances"
          rows={variants}
          rowKey={({ name }) => name}
          columns={[
            { head: 'Features', cell: ({ name }) => name },
            {
              head: 'PR-AUC',
              cell: ({ ranking }) => <Measure value={ranking?.prAuc} format={formatMetric} />,
              numeric: true,
            },
            {
              head: 'Recall at 0.1 % FPR',
              cell: ({ ranking }) => <Measure value={ranking?.recallAtFpr0001} format={formatShare} />,
              numeric: true,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
