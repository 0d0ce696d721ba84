import { Badge } from '@/components/ui/badge'
import type { Party } from '@/lib/transactions/schema'
import { BlockAccount } from './block-account'

/** Blocking for those who may; an account that is on a list already says so instead of failing later. */
export function ListActions({ sender, receiver }: { sender: Party; receiver: Party | null }) {
  return (
    <div
      role="group"
      aria-label="Actions"
      className="flex flex-wrap items-center gap-2 xl:flex-col xl:items-stretch"
    >
      <PartyAction role="sender" party={sender} />
      {receiver && receiver.account !== sender.account ? (
        <PartyAction role="receiver" party={receiver} />
      ) : null}
    </div>
  )
}

function PartyAction({ role, party }: { role: 'sender' | 'receiver'; party: Party }) {
  if (party.watchlist === null) return <BlockAccount role={role} account={party.account} />
  return (
    <Badge
      tone={party.watchlist === 'blocked' ? 'outline-high' : 'outline-good'}
      className="h-8 px-2.5 xl:w-auto"
    >
      {role === 'sender' ? 'Sender' : 'Receiver'} is {party.watchlist}
    </Badge>
  )
}
