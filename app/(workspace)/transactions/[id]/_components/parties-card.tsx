import { ProblemPanel } from '@/components/layout/problem-panel'
import { Card, CardBody, CardHeader, CardNote, CardTitle } from '@/components/ui/card'
import { Skeleton } from '@/components/ui/skeleton'
import { type Context, mayActor } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'
import { readPartyHistories } from '@/lib/desk/transactions'
import type { TransactionDetail } from '@/lib/desk/transactions/schema'
import { readOrProblem } from '../../../_lib/read-or-problem'
import { UsualPayments } from './party-history'
import { PartyLine } from './party-line'

interface PartiesCardProps {
  ctx: Context
  detail: TransactionDetail
}

/** Sender, receiver, device and phone: their usual payments, their watchlist entry, and the buttons that change it. */
export async function PartiesCard({ ctx, detail }: PartiesCardProps) {
  const { value: histories, problem } = await readOrProblem(ctx, () => readPartyHistories(ctx, detail))
  if (problem) return <ProblemPanel problem={problem} />
  const mayList = mayActor(ctx.actor, 'watchlist:write')
  const { listings, device_id, phone } = detail
  const { sender, receiver } = histories
  const { currency, timeZone } = ctx.tenant
  const own = detail.currency === currency ? detail.amount : null
  const payment = { amount: detail.converted?.amount ?? own, currency, timeZone }
  return (
    <Card>
      <CardHeader>
        <CardTitle>Parties</CardTitle>
        <CardNote>
          {mayList
            ? 'Blocked wins over trusted, and trusted over the model. Applies from the next score on.'
            : limitOf('watchlist:write')}
        </CardNote>
      </CardHeader>
      <CardBody className="grid gap-x-8 gap-y-5 md:grid-cols-2">
        <PartyLine title="Sender" kind="account" id={sender.account} listings={listings} mayList={mayList}>
          <UsualPayments history={sender} {...payment} />
        </PartyLine>
        {receiver ? (
          <PartyLine
            title="Receiver"
            kind="account"
            id={receiver.account}
            listings={listings}
            mayList={mayList}
          >
            <UsualPayments history={receiver} {...payment} />
          </PartyLine>
        ) : null}
        {device_id ? (
          <PartyLine title="Device" kind="device" id={device_id} listings={listings} mayList={mayList} />
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
        <CardTitle>Parties</CardTitle>
      </CardHeader>
      <CardBody>
        <Skeleton className="h-40" />
      </CardBody>
    </Card>
  )
}
