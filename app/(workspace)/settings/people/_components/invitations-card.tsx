import type { Clock } from '@/components/fraud/clock'
import { ROLE_LABELS } from '@/components/fraud/labels'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Invitation, InvitationPage } from '@/lib/access/invitations/schema'
import { prepareInvitationState } from '../prepare-invitation-state'
import { InvitationActions } from './invitation-actions'

interface InvitationsCardProps {
  invitations: InvitationPage
  clock: Clock
  mail: boolean
}

/** Who is invited and has not accepted. Nothing where nobody is. */
export function InvitationsCard({ invitations, clock, mail }: InvitationsCardProps) {
  const { items, next_cursor: more } = invitations
  if (items.length === 0) return null
  return (
    <Card>
      <CardHeader>
        <CardTitle>Open invitations</CardTitle>
      </CardHeader>
      <CardBody>
        <ul className="divide-border divide-y">
          {items.map((invitation) => (
            <InvitationLine key={invitation.id} invitation={invitation} clock={clock} mail={mail} />
          ))}
        </ul>
        {more === null ? null : (
          <p className="text-muted-foreground mt-3 text-[13px]">
            The newest {items.length} are shown; the API lists all of them.
          </p>
        )}
      </CardBody>
    </Card>
  )
}

function InvitationLine({
  invitation,
  clock,
  mail,
}: {
  invitation: Invitation
  clock: Clock
  mail: boolean
}) {
  const { email, full_name: name, role, invited_by: inviter, created_at: at } = invitation
  const { label, tone } = prepareInvitationState(invitation, Date.parse(clock.renderedAt))
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 text-[13px]">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {name}
          <Badge tone={tone}>{label}</Badge>
        </p>
        <p className="text-muted-foreground break-words">
          {email} · {ROLE_LABELS[role]} · by {inviter.name}, <RelativeTime at={at} {...clock} />
        </p>
      </div>
      <InvitationActions invitation={invitation} mail={mail} />
    </li>
  )
}
