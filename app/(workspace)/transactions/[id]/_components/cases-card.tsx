import Link from 'next/link'
import { CasePriorityBadge, CaseStatusBadge } from '@/components/cases/case-badges'
import type { Clock } from '@/components/fraud/clock'
import { caseHref } from '@/components/fraud/links'
import { RelativeTime } from '@/components/fraud/relative-time'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Context } from '@/lib/contract/context'
import { listCasesOfTransaction } from '@/lib/desk/cases'
import { readOrProblem } from '../../../_lib/read-or-problem'

interface CasesCardProps {
  ctx: Context
  id: string
  clock: Clock
}

/** The cases that this transaction is part of; nothing where it is in none. */
export async function CasesCard({ ctx, id, clock }: CasesCardProps) {
  const { value: cases, problem } = await readOrProblem(ctx, () => listCasesOfTransaction(ctx, id))
  if (problem) return <ProblemPanel problem={problem} />
  if (cases.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Cases</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="flex flex-col gap-3">
          {cases.map((item) => (
            <li key={item.id} className="flex flex-col gap-1 text-sm">
              <Link href={caseHref(item.id)} prefetch={false} className="underline-offset-4 hover:underline">
                <span className="figure text-muted-foreground">{item.key}</span>{' '}
                <span className="font-medium break-words">{item.title}</span>
              </Link>
              <span className="text-muted-foreground flex flex-wrap items-center gap-2 text-xs">
                <CaseStatusBadge status={item.status} />
                <CasePriorityBadge priority={item.priority} />
                <RelativeTime at={item.updated_at} {...clock} />
              </span>
            </li>
          ))}
        </ul>
      </CardBody>
    </Card>
  )
}
