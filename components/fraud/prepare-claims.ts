import type { Claim } from '@/lib/desk/claims/schema'
import { formatExact } from './format-time'

/** Users who are named; the others are counted. */
const NAMED = 3

export interface ClaimsQuestionText {
  /** 'Maya Chen', 'Maya Chen and Lena Fischer' */
  who: string
  /** One per user: 'Maya Chen: since 14:02, until 14:12' */
  lines: string[]
}

export function prepareClaims(claims: readonly Claim[], timeZone: string): ClaimsQuestionText {
  const users = [...new Map(claims.map((claim) => [claim.user_id, claim.user_name]))]
  const names = users.slice(0, NAMED).map(([, name]) => name)
  const rest = users.length - names.length
  const said = rest > 0 ? [...names, `${rest} more`] : names
  const time = (at: string) => formatExact(at, timeZone).split(', ')[1]?.slice(0, 5) ?? ''
  return {
    who: said.length < 2 ? (said[0] ?? 'Another user') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`,
    lines: users.map(([id, name]) => {
      const held = claims.filter(({ user_id }) => user_id === id)
      const since = held.map(({ claimed_at }) => claimed_at).sort()[0] ?? ''
      const until =
        held
          .map(({ expires_at }) => expires_at)
          .sort()
          .at(-1) ?? ''
      const alerts = held.length === 1 ? '' : `${held.length} alerts, `
      return `${name}: ${alerts}since ${time(since)}, until ${time(until)}`
    }),
  }
}
