import { writeAudits } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import { notify } from '@/lib/messaging/notifications'
import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { readClaims } from './queries'
import type { Claim, ClaimChoice } from './schema'

/** What the caller may do next: the claims of other users that it must leave alone. */
export type LeftAlone = ReadonlyMap<string, Claim>

/**
 * Honours the claims of other users on transactions whose predictions the caller has locked. An override is audited and
 * told to the claimants; the claim ends when the caller settles the decision.
 * @returns the claims to leave alone: those to skip, none otherwise
 * @throws AppError claimed, naming each; missing-permission for an override; invalid-request for both choices at once
 */
export async function honourClaims(
  tx: TenantClient,
  ctx: Context,
  transactionIds: readonly string[],
  { override_claim: override = false, skip_claimed: skip = false }: ClaimChoice,
): Promise<LeftAlone> {
  if (override) authorize(ctx, 'claim:override')
  if (override && skip) {
    throw new AppError('invalid-request', {
      errors: [{ field: 'skip_claimed', reason: 'cannot be given with override_claim' }],
    })
  }
  if (transactionIds.length === 0) return new Map()
  const claims = [...(await readClaims(tx, ctx.tenant.id, transactionIds)).values()]
  const foreign = claims.filter(({ user_id }) => user_id !== ctx.actor.id)
  if (skip) return new Map(foreign.map((claim) => [claim.transaction_id, claim]))
  if (foreign.length === 0) return new Map()
  if (!override) throw claimed(foreign)
  await recordOverrides(tx, ctx, foreign)
  return new Map()
}

function claimed(claims: readonly Claim[]): AppError {
  const [first] = claims
  const names = [...new Set(claims.map(({ user_name }) => user_name))]
  const detail =
    claims.length === 1 && first
      ? `${first.user_name} works on this until ${first.expires_at}. Nothing was changed.`
      : `${names.slice(0, 3).join(', ')}${names.length > 3 ? ' and others' : ''} work on ${claims.length} of these. Nothing was changed.`
  return new AppError('claimed', { detail, claims })
}

async function recordOverrides(tx: TenantClient, ctx: Context, claims: readonly Claim[]): Promise<void> {
  const events = claims.map(({ transaction_id, user_id, claimed_at, expires_at }) => ({
    action: 'claim.overridden' as const,
    objectKind: 'transaction',
    objectId: transaction_id,
    before: { user_id, claimed_at, expires_at },
  }))
  await writeAudits(tx, ctx, events)
  for (const userId of new Set(claims.map(({ user_id }) => user_id))) {
    const held = claims.filter(({ user_id }) => user_id === userId)
    await notify(tx, ctx.tenant.id, {
      kind: 'claim_overridden',
      userIds: [userId],
      transactionId: held[0]?.transaction_id ?? '',
      transactionCount: held.length,
      actorId: ctx.actor.id,
      at: ctx.at ?? new Date(),
    })
  }
}
