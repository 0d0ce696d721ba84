import type { Metadata } from 'next'
import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { requireUser } from '@/lib/access/auth'
import { mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import { getVelocity } from '@/lib/governance/velocity'
import { readOrProblem } from '../../_lib/read-or-problem'
import { VelocityForm } from './_components/velocity-form'
import { ruleWords } from './prepare-velocity'

export const metadata: Metadata = { title: 'Velocity' }

export default async function VelocityPage() {
  const ctx = await requireUser()
  const { value: rule, problem } = await readOrProblem(ctx, () => getVelocity(ctx))
  if (problem) return <ProblemPanel problem={problem} />
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle>How many payments in a short time are too many?</CardTitle>
        </CardHeader>
        <CardBody className="flex flex-col gap-2">
          {ruleWords(rule).map((sentence) => (
            <CardNote key={sentence}>{sentence}</CardNote>
          ))}
        </CardBody>
      </Card>
      {mayActor(ctx.actor, 'policy:write') ? (
        // A new rule is a new form: what was typed is in force by then.
        <VelocityForm key={rule.version} rule={rule} timeZone={ctx.tenant.timeZone} />
      ) : (
        <p className="text-muted-foreground text-[13px]">{limitOf('policy:write')}</p>
      )}
    </>
  )
}
