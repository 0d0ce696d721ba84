'use client'

import { useRouter } from 'next/navigation'
import { type ReactNode, useTransition } from 'react'
import { toast } from '@/components/ui/toast'
import { sendHonouringClaims } from '@/components/fraud/ask-about-claims'
import type { Clock } from '@/components/fraud/clock'
import { DECISIONS } from '@/components/fraud/labels'
import { type ApiResult, callApi } from '@/components/http/api-client'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Decision } from '@/lib/contract/decisions'
import type { DecisionEntry } from '@/lib/desk/transactions/schema'
import { CurrentDecision } from './current-decision'
import { DecisionForm } from './decision-form'
import { DecisionHistory } from './decision-history'

interface DecisionPanelProps {
  transactionId: string
  decision: Decision | null
  /** Of the decision in force. */
  version: number
  decisions: DecisionEntry[]
  mayDecide: boolean
  clock: Clock
  /** The button for the next alert, shown after the decision. */
  next: ReactNode
}

/** The decision in force, its history, and the buttons to decide and to undo. */
export function DecisionPanel({
  transactionId,
  decision,
  version,
  decisions,
  mayDecide,
  clock,
  next,
}: DecisionPanelProps) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const params = { id: transactionId }
  const current = standing(decisions)

  const send = (request: () => Promise<ApiResult<unknown>>, done: string) =>
    startTransition(async () => {
      const sent = await request()
      if (sent.ok) toast.success(done)
      else toast.error(sent.problem.message)
      router.refresh()
    })
  const decide = (choice: Decision, notes: string) =>
    send(
      () =>
        sendHonouringClaims(({ override_claim }) =>
          callApi('POST /api/transactions/{id}/feedback', {
            params,
            body: { decision: choice, notes: notes || undefined, override_claim },
            ifMatch: version,
          }),
        ),
      `Decision recorded: ${DECISIONS[choice].label}`,
    )
  const undo = () =>
    send(
      () =>
        sendHonouringClaims(({ override_claim }) =>
          callApi('DELETE /api/transactions/{id}/feedback', {
            params,
            query: override_claim ? { override_claim: 'true' } : {},
            ifMatch: version,
          }),
        ),
      'Decision undone',
    )

  const form = <DecisionForm key={decisions.length} pending={pending} except={decision} onDecide={decide} />
  return (
    <Card>
      <CardHeader>
        <CardTitle>Decision</CardTitle>
      </CardHeader>
      <CardBody className="flex flex-col gap-4">
        {current ? (
          <CurrentDecision key={current.id} entry={current} clock={clock} pending={pending} onUndo={undo} />
        ) : null}
        {current === null ? null : next}
        {mayDecide && (current === null || decision === 'escalated') ? form : null}
        {mayDecide && current !== null && decision !== 'escalated' ? (
          <details>
            <summary className="text-muted-foreground hover:text-foreground w-fit rounded-sm text-[13px] font-medium">
              Decide differently
            </summary>
            <div className="mt-3">{form}</div>
          </details>
        ) : null}
        {decisions.length > 1 ? <DecisionHistory decisions={decisions} clock={clock} /> : null}
      </CardBody>
    </Card>
  )
}

/** The decision in force: the latest that is not retracted. */
function standing(decisions: readonly DecisionEntry[]): DecisionEntry | null {
  const retracted = new Set(decisions.map(({ retracts_id }) => retracts_id))
  return decisions.filter(({ id, decision }) => decision !== 'retracted' && !retracted.has(id)).at(-1) ?? null
}
