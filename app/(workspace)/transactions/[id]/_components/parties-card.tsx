import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { type Context, mayActor } from '@/lib/contract/context'
import { readPartyGlances } from '@/lib/desk/transactions'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'
import { readOrProblem } from '../../../_lib/read-or-problem'
import { Glance } from './glance'
import { PartyLine } from './party-line'

interface PartiesCardProps {
  ctx: Context
  detail: TransactionDetail
}

/** Who takes part: what they usually do, which list they stand on, and the way to put them on one. */
export async function PartiesCard({ ctx, detail }: PartiesCardProps) {
  const { value: glances, problem } = await readOrProblem(ctx, () => readPartyGlances(ctx, detail))
  if (problem) return <ProblemPanel problem={problem} />
  const mayList = mayActor(ctx.actor, 'watchlist:write')
  const { listings, deviceId, phone } = detail
  const { sender, receiver } = glances
  const glanceOf = { amount: detail.amount, currency: detail.currency, timeZone: ctx.tenant.timeZone }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Who takes part</CardTitle>
        <CardNote>
          {mayList
            ? 'Blocked beats trusted beats the model, from the next score on.'
            : 'Blocking and trusting is done by senior analysts.'}
        </CardNote>
      </CardHeader>
      <CardBody className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <PartyLine title="Sender" kind="account" id={sender.account} listings={listings} mayList={mayList}>
          <Glance glance={sender} {...glanceOf} />
        </PartyLine>
        {receiver ? (
          <PartyLine
            title="Receiver"
            kind="account"
            id={receiver.account}
            listings={listings}
            mayList={mayList}
          >
            <Glance glance={receiver} {...glanceOf} />
          </PartyLine>
        ) : null}
        {deviceId ? (
          <PartyLine title="Device" kind="device" id={deviceId} listings={listings} mayList={mayList} />
        ) : null}
        {phone ? (
          <PartyLine title="Phone" kind="phone" id={phone} listings={listings} mayList={mayList} />
        ) : null}
      </CardBody>
    </Card>
  )
}

export function PartiesPending() {
  return (
    <Card aria-busy>
      <CardHeader>
        <CardTitle>Who takes part</CardTitle>
      </CardHeader>
      <CardBody>
        <Skeleton className="h-40" />
      </CardBody>
    </Card>
  )
}
