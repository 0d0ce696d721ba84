import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import type { Context } from '@/lib/contract/context'
import { findCounterfactual } from '@/lib/desk/transactions'
import { readOrProblem } from '../../../_lib/read-or-problem'
import { CounterfactualFindings } from './counterfactual-findings'

const TITLE = 'What would have changed the outcome?'

/** The smallest changes after which the policy would have decided otherwise. Worked out anew, so it streams in. */
export async function CounterfactualCard({ ctx, id }: { ctx: Context; id: string }) {
  const { value: found, problem } = await readOrProblem(ctx, () => findCounterfactual(ctx, id))
  if (problem && problem.code !== 'model-retired') return <ProblemPanel problem={problem} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>{TITLE}</CardTitle>
        {found && found.tried > 0 ? (
          <CardNote>
            <span className="figure">{found.tried}</span> changes tried
          </CardNote>
        ) : null}
      </CardHeader>
      <CardBody className="flex flex-col gap-3 text-sm">
        {found ? (
          <CounterfactualFindings found={found} />
        ) : (
          <p>
            The model of this decision is no longer part of this build, so other outcomes cannot be computed.
          </p>
        )}
      </CardBody>
    </Card>
  )
}

export function CounterfactualPending() {
  return (
    <Card aria-busy>
      <CardHeader>
        <CardTitle>{TITLE}</CardTitle>
      </CardHeader>
      <CardBody>
        <p className="text-muted-foreground text-sm">Trying small changes…</p>
      </CardBody>
    </Card>
  )
}
