import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { listSlaPolicies } from '@/lib/desk/cases'
import { readOrProblem } from '../../_lib/read-or-problem'
import { BackLink } from '@/components/layout/back-link'
import { SlaPolicyForm } from './_components/sla-policy-form'

export const metadata: Metadata = { title: 'SLA policy' }

export default async function SlaPage() {
  const ctx = await requireUser()
  const { value, problem } = await readOrProblem(ctx, () => listSlaPolicies(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <div className="flex flex-col gap-4">
      <BackLink href="/cases" label="Cases" />
      <Card className="max-w-3xl">
        <CardHeader>
          <CardTitle>Time allowed per priority</CardTitle>
        </CardHeader>
        <CardBody className="flex flex-col gap-4">
          <CardNote>
            Counted from the opening of a case; time in which it is pending does not count. A change applies
            to cases that are opened or given another priority from now on.
          </CardNote>
          <SlaPolicyForm
            policies={value.policies}
            mayWrite={mayActor(ctx.actor, 'sla:write')}
            timeZone={ctx.tenant.timeZone}
          />
        </CardBody>
      </Card>
    </div>
  )
}
