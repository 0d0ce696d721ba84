import Link from 'next/link'
import { formatCapped } from '@/components/fraud/format-numbers'
import { Card, CardHeader, CardTitle } from '@/components/ui/card'
import type { CaseStats } from '@/lib/desk/cases/schema'

const FIGURES = [
  ['Open', 'open', ''],
  ['Overdue', 'overdue', '&overdue=true'],
  ['Critical', 'critical', '&priority=critical'],
  ['Unassigned', 'unassigned', '&assigned_to=unassigned'],
] as const

/** The state of the case work; each figure links to the cases that it counts. */
export function CaseLoad({ stats }: { stats: CaseStats }) {
  return (
    <Card className="overflow-hidden">
      <CardHeader>
        <CardTitle>Cases</CardTitle>
        <Link
          href="/cases?status=active&assigned_to=me"
          prefetch={false}
          className="text-muted-foreground hover:text-foreground text-[13px]"
        >
          <span className="figure text-foreground">{formatCapped(stats.mine)}</span> mine
        </Link>
      </CardHeader>
      <ul className="mt-2 grid grid-cols-2 border-t">
        {FIGURES.map(([label, key, query]) => (
          <li key={key} className="-mt-px -ml-px border-t border-l">
            <Link
              href={`/cases?status=active${query}`}
              prefetch={false}
              className="hover:bg-accent/50 flex items-baseline justify-between gap-2 px-4 py-2 focus-visible:-outline-offset-2"
            >
              <span className="text-muted-foreground text-[13px]">{label}</span>
              <span
                className={`figure font-semibold ${key === 'overdue' && stats.overdue.count > 0 ? 'text-risk-high' : ''}`}
              >
                {formatCapped(stats[key])}
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </Card>
  )
}
