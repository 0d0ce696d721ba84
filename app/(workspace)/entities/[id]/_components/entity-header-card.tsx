import { Landmark, Phone, Smartphone } from 'lucide-react'
import type { ReactNode } from 'react'
import type { Clock } from '@/components/fraud/clock'
import { CopyButton } from '@/components/fraud/copy-button'
import { formatExact } from '@/components/fraud/format-time'
import { RelativeTime } from '@/components/fraud/relative-time'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import type { EntityHeader } from '@/lib/desk/entities/schema'

const ICONS = { account: Landmark, device: Smartphone, phone: Phone } as const

interface EntityHeaderCardProps {
  header: EntityHeader
  clock: Clock
  actions: ReactNode
}

/** The identity of the entity, its first and last transaction, and its list entries. */
export function EntityHeaderCard({ header, clock, actions }: EntityHeaderCardProps) {
  const { kind, id, first_seen, last_seen, watchlist } = header
  const Icon = ICONS[kind]
  return (
    <Card
      aria-label="Entity"
      className="flex flex-wrap items-start justify-between gap-x-8 gap-y-4 p-4 sm:p-5"
    >
      <div className="flex min-w-0 flex-1 basis-80 flex-col gap-2">
        <div className="flex min-w-0 items-center gap-3">
          <span className="bg-muted text-muted-foreground inline-flex size-10 shrink-0 items-center justify-center rounded-full border">
            <Icon className="size-5" aria-hidden />
          </span>
          <div className="min-w-0">
            <p className="eyebrow">{kind}</p>
            <h2 className="figure flex items-center gap-1 text-xl leading-7 font-semibold break-all">
              {id} <CopyButton text={id} label={`Copy the ${kind}`} />
            </h2>
          </div>
        </div>
        <p className="text-muted-foreground flex flex-wrap gap-x-1.5 text-[13px]">
          {first_seen && last_seen ? (
            <>
              <span>
                First seen <RelativeTime at={first_seen} {...clock} />
              </span>
              <span aria-hidden>·</span>
              <span>
                last seen <RelativeTime at={last_seen} {...clock} />
              </span>
            </>
          ) : (
            <span>Never seen in a transaction; known from a list only</span>
          )}
        </p>
        {watchlist ? <Listed watchlist={watchlist} timeZone={clock.timeZone} /> : null}
      </div>
      {actions}
    </Card>
  )
}

function Listed({
  watchlist,
  timeZone,
}: {
  watchlist: NonNullable<EntityHeader['watchlist']>
  timeZone: string
}) {
  const { list_type, reason, created_by_name, created_at, expires_at } = watchlist
  return (
    <p className="flex flex-wrap items-baseline gap-x-2 gap-y-1 text-[13px]">
      <Badge tone={list_type === 'blocked' ? 'outline-high' : 'outline-good'}>{list_type}</Badge>
      <span className="break-words">{reason ?? 'No reason given'}</span>
      <span className="text-muted-foreground">
        by {created_by_name ?? 'a former user'}, {formatExact(created_at, timeZone)};{' '}
        {expires_at ? `until ${formatExact(expires_at, timeZone)}` : 'without end'}
      </span>
    </p>
  )
}
