import { PlainTable } from '@/components/data-table/plain-table'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { ComparedFigure, Figure } from '../prepare-comparison'

interface FiguresCardProps {
  figures: readonly ComparedFigure[]
  caveats: readonly string[]
  names: { a: string; b: string }
}

/** The figures of both reports with their intervals, and which version is better where that is clear. */
export function FiguresCard({ figures, caveats, names }: FiguresCardProps) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Which version is better?</CardTitle>
        <CardNote>Test slice of each, with 95 % intervals; clear only where they do not overlap</CardNote>
      </CardHeader>
      <CardBody className="flex flex-col gap-3">
        {caveats.map((caveat) => (
          <p key={caveat} className="text-muted-foreground max-w-4xl text-[13px] text-pretty">
            {caveat}
          </p>
        ))}
        <PlainTable
          caption="Figures of both versions"
          rows={figures}
          rowKey={({ label }) => label}
          columns={[
            { head: 'Figure', cell: ({ label }) => label, className: 'whitespace-nowrap' },
            { head: `A: ${names.a}`, cell: ({ a }) => <FigureCell figure={a} />, numeric: true },
            { head: `B: ${names.b}`, cell: ({ b }) => <FigureCell figure={b} />, numeric: true },
            { head: 'Better', cell: ({ better }) => BETTER[better], className: 'whitespace-nowrap' },
          ]}
        />
      </CardBody>
    </Card>
  )
}

const BETTER: Record<ComparedFigure['better'], string> = {
  a: 'A',
  b: 'B',
  unclear: 'no clear difference',
  'not comparable': 'not comparable',
}

function FigureCell({ figure: { value, interval } }: { figure: Figure }) {
  if (value === null) return <span className="text-faint font-sans text-xs">not computed</span>
  return (
    <>
      {value}
      <span className="text-faint block text-xs">{interval ?? 'no interval'}</span>
    </>
  )
}
