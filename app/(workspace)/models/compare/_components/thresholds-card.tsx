import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Policy } from '@/lib/governance/models/schema'
import type { ComparedThreshold } from '../prepare-comparison'

interface ThresholdsCardProps {
  thresholds: readonly ComparedThreshold[]
  names: { a: string; b: string }
  policy: Policy | null
}

/** The thresholds that each training recommends, beside those in force. */
export function ThresholdsCard({ thresholds, names, policy }: ThresholdsCardProps) {
  const cell = (text: string | null) => text ?? <span className="text-faint font-sans text-xs">unknown</span>
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which thresholds come with it?</CardTitle>
        <CardNote>A promotion puts the recommended thresholds in force</CardNote>
      </CardHeader>
      <CardBody>
        <PlainTable
          caption="Thresholds of both versions"
          rows={thresholds}
          rowKey={({ label }) => label}
          columns={[
            { head: 'Threshold', cell: ({ label }) => label, className: 'whitespace-nowrap' },
            { head: `A: ${names.a}`, cell: ({ a }) => cell(a), numeric: true },
            { head: `B: ${names.b}`, cell: ({ b }) => cell(b), numeric: true },
            {
              head: policy ? `In force, policy ${policy.version}` : 'In force',
              cell: ({ inForce }) => cell(inForce),
              numeric: true,
            },
          ]}
        />
      </CardBody>
    </Card>
  )
}
