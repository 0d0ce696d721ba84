import type { ApiResult } from '@/components/http/api-client'
import type { Claim, ClaimChoice } from '@/lib/desk/claims/schema'

/** What the user is asked when other users have claimed what a request would decide. */
export interface AskedAboutClaims {
  claims: readonly Claim[]
  /** Others are left to decide when these are left alone. */
  skippable: boolean
  /** Null: cancelled. */
  answer: (choice: ClaimChoice | null) => void
}

let ask: ((asked: AskedAboutClaims) => void) | null = null

/** For the component that asks. */
export function whenAskedAboutClaims(listener: (asked: AskedAboutClaims) => void): () => void {
  ask = listener
  return () => {
    ask = null
  }
}

/**
 * Sends a request that decides or undoes. Where other users have claimed some of the alerts, asks what to do with them and
 * sends the answer; the rejection is returned where the user cancels.
 */
export async function sendHonouringClaims<T>(
  send: (choice: ClaimChoice) => Promise<ApiResult<T>>,
  { skippable = false }: { skippable?: boolean } = {},
): Promise<ApiResult<T>> {
  const sent = await send({})
  if (sent.ok || sent.problem.code !== 'claimed' || ask === null) return sent
  const { claims = [] } = sent.problem
  const choice = await new Promise<ClaimChoice | null>((answer) => ask?.({ claims, skippable, answer }))
  return choice ? await send(choice) : sent
}
