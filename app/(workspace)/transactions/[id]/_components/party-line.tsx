import Link from 'next/link'
import type { ReactNode } from 'react'
import { type EntityKind, entityHref } from '@/components/fraud/links'
import { ListButton } from '@/components/fraud/list-button'
import { UnlistButton } from '@/components/fraud/unlist-button'
import { Badge } from '@/components/ui/badge'
import type { Listing } from '@/lib/desk/transactions/schema'

interface PartyLineProps {
  title: string
  kind: EntityKind
  id: string
  listings: readonly Listing[]
  mayList: boolean
  children?: ReactNode
}

/** One party with a link to its page, its watchlist entry and the buttons that change it. */
export function PartyLine({ title, kind, id, listings, mayList, children }: PartyLineProps) {
  const listing = listings.find((entry) => entry.kind === kind && entry.entity_id === id)
  return (
    <section aria-label={title} className="flex min-w-0 flex-col gap-2">
      <div className="flex flex-wrap items-baseline gap-x-2.5 gap-y-1">
        <h3 className="eyebrow">{title}</h3>
        <Link
          href={entityHref(kind, id)}
          prefetch={false}
          className="figure text-sm break-all underline decoration-dotted underline-offset-4 hover:decoration-solid"
        >
          {id}
        </Link>
        {listing ? (
          <Badge
            tone={listing.list_type === 'blocked' ? 'outline-high' : 'outline-good'}
            title={listing.reason ?? undefined}
          >
            {listing.list_type}
          </Badge>
        ) : null}
      </div>
      {children}
      {mayList ? (
        <div role="group" aria-label={`${title}: lists`} className="flex flex-wrap gap-2">
          {listing ? (
            <UnlistButton
              entity={{ kind, id }}
              entry={{
                id: listing.id,
                list_type: listing.list_type,
                reason: listing.reason,
                expires_at: listing.expires_at,
              }}
            />
          ) : (
            <>
              <ListButton entity={{ kind, id }} list="blocked" />
              <ListButton entity={{ kind, id }} list="trusted" />
            </>
          )}
        </div>
      ) : null}
    </section>
  )
}
