import type { Clock } from '@/components/fraud/clock'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card, CardBody, CardHeader, CardTitle } from '@/components/ui/card'
import type { Session, SessionPage } from '@/lib/access/profile/schema'
import { EndOthers, EndSession } from './end-sessions'

const KINDS = { browser: 'Signed in with a browser', token: 'API token' } as const

/** Where the user is signed in. */
export function SessionsCard({ sessions, clock }: { sessions: SessionPage; clock: Clock }) {
  const { items, next_cursor: more } = sessions
  return (
    <Card>
      <CardHeader>
        <CardTitle>Sessions</CardTitle>
        {items.length > 1 ? <EndOthers /> : null}
      </CardHeader>
      <CardBody>
        <ul className="divide-border divide-y">
          {items.map((session) => (
            <SessionLine key={session.id} session={session} clock={clock} />
          ))}
        </ul>
        {more === null ? null : (
          <p className="text-muted-foreground mt-3 text-[13px]">
            The newest {items.length} are shown. “End all others” ends the rest, too.
          </p>
        )}
      </CardBody>
    </Card>
  )
}

function SessionLine({ session, clock }: { session: Session; clock: Clock }) {
  const { id, device, kind, ip, current } = session
  return (
    <li className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-3 first:pt-0 last:pb-0">
      <div className="min-w-0 text-[13px]">
        <p className="flex flex-wrap items-center gap-2 text-sm font-medium">
          {device}
          {current ? <Badge tone="outline-good">This session</Badge> : null}
        </p>
        <p className="text-muted-foreground break-words">
          {KINDS[kind]}
          {ip === null ? '' : ` from ${ip}`}, since {formatExact(session.created_at, clock.timeZone)}
        </p>
        <p className="text-muted-foreground">
          Last use <RelativeTime at={session.last_used_at} {...clock} />
        </p>
      </div>
      {current ? null : <EndSession id={id} device={device} />}
    </li>
  )
}
