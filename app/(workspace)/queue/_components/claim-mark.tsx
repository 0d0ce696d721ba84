import { PersonAvatar } from '@/components/cases/person-avatar'
import { formatExact } from '@/components/fraud/format-time'
import type { Claim } from '@/lib/desk/claims/schema'

interface ClaimMarkProps {
  claim: Claim
  mine: boolean
  timeZone: string
}

/** Who is looking at the alert now, and until when it is kept for them. */
export function ClaimMark({ claim, mine, timeZone }: ClaimMarkProps) {
  const name = mine ? 'You' : claim.user_name
  return (
    <span
      className="inline-flex max-w-36 items-center gap-1.5 text-[13px]"
      title={`${name} until ${formatExact(claim.expires_at, timeZone)}`}
    >
      <PersonAvatar name={claim.user_name} />
      <span className="truncate">{name}</span>
      <span className="sr-only">{mine ? 'are looking at this' : 'is looking at this'}</span>
    </span>
  )
}
