import { DAY_MS } from '@/lib/platform/time'

/** From how many new accounts in how many days on a ring grows suspiciously. */
export interface RingRule {
  newAccounts: number
  days: number
  /** The mildest outcome of a payment by such a ring; `approve` has no effect. */
  outcome: 'approve' | 'review' | 'block'
}

export const RING_BOUNDS = { newAccounts: { min: 2, max: 50 }, days: { min: 1, max: 90 } } as const

/** A ring as the scoring path reads it. */
export interface Ring {
  id: string
  accounts: number
  /** Epoch milliseconds at which the newest accounts joined, newest first; at most 50. */
  newestJoinsMs: readonly number[]
}

/** A growing ring that a payment belongs to. */
export interface RingFinding {
  id: string
  accounts: number
  /** Accounts that joined in the days before the payment. */
  newAccounts: number
}

/** Of the rings of a payment the one that grew most, if it grew as much as the rule says; null otherwise. */
export function findRing(rings: readonly Ring[], atMs: number, rule: RingRule): RingFinding | null {
  let found: RingFinding | null = null
  for (const { id, accounts, newestJoinsMs } of rings) {
    const joined = newestJoinsMs.filter((ms) => ms > atMs - rule.days * DAY_MS && ms <= atMs).length
    if (joined >= rule.newAccounts && joined > (found?.newAccounts ?? 0)) {
      found = { id, accounts, newAccounts: joined }
    }
  }
  return found
}
