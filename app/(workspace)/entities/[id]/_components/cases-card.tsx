import Link from 'next/link'
import { CasePriorityBadge, CaseStatusBadge } from '@/components/cases/case-badges'
import { caseHref } from '@/components/fraud/links'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Clock } from '@/components/fraud/clock'
import type { CaseOfEntity } from '@/lib/desk/cases'

/** The cases of the entity. */
export function CasesCard({ cases, clock }: { cases: CaseOfEntity[]; clock: Clock }) {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Cases</CardTitle>
      </CardHeader>
      <CardBody>
        {cases.length === 0 ? <p className="text-muted-foreground text-sm">Not in any case.</p> : null}
        <ul className="flex flex-col gap-3">
          {cases.map((item) => (
            <li key={item.id} className="flex flex-col gap-1 text-sm">
              <Link
                href={caseHref(item.id)}
                prefetch={false}
                className="hover:text-brand underline-offset-2 hover:underline"
              >
                <span className="figure text-muted-foreground">{item.key}</span>{' '}
                <span className="font-medium break-words">{item.title}</span>
              </Link>
              <span className="text-muted-foreground flex flex-wrap items-center gap-x-2 gap-y-1 text-xs">
                <CaseStatusBadge status={item.status} />
                <CasePriorityBadge priority={item.priority} />
                <span>{whyIn(item)}</span>
                <RelativeTime at={item.updated_at} {...clock} />
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}

function whyIn({ named, transactions }: CaseOfEntity): string {
  const held = transactions === 1 ? '1 transaction' : `${transactions} transactions`
  if (!named) return held
  return transactions === 0 ? 'named' : `named, ${held}`
}
