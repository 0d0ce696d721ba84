import type { TenantClient } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import type { ChangeRow } from './present'

/** What the requester may have done to the account of the approver after the request. */
const ACTS = [
  'user.reset-requested',
  'user.password-reset',
  'user.role-changed',
  'user.enabled',
  'user.created',
] as const

/**
 * Four eyes need two people. Who requested a change must not have made, since then, the account that approves it: by an invitation, a
 * link for its password, the role of an administrator, or by enabling it.
 * @throws AppError conflict with the reason
 */
export async function requireIndependence(
  tx: TenantClient,
  { tenantId, requestedBy, requestedAt }: ChangeRow,
  approvedBy: string,
): Promise<void> {
  const acts = await tx.auditLog.findMany({
    where: {
      tenantId,
      objectKind: 'user',
      objectId: approvedBy,
      action: { in: [...ACTS] },
      at: { gte: requestedAt },
    },
    select: { action: true, actorId: true, after: true },
    orderBy: { seq: 'asc' },
  })
  const why = acts.map((act) => whyOf(act, requestedBy)).find((words) => words !== null)
  if (!why) return
  throw new AppError('conflict', {
    detail: `The user who requested the change ${why} after the request. Another administrator must approve it.`,
  })
}

type Act = { action: string; actorId: string | null; after: unknown }

const WORDS: Record<(typeof ACTS)[number], string> = {
  'user.reset-requested': 'made a link for your password',
  // The link may have been made before the request.
  'user.password-reset': 'made the link with which your password was set',
  'user.role-changed': 'made you an administrator',
  'user.enabled': 'enabled your account',
  'user.created': 'invited you',
}

function whyOf({ action, actorId, after }: Act, requestedBy: string): string | null {
  const { role, invitedBy, madeBy } = (after ?? {}) as { role?: string; invitedBy?: string; madeBy?: string }
  const by = invitedBy ?? madeBy ?? actorId
  if (by !== requestedBy || (action === 'user.role-changed' && role !== 'admin')) return null
  return WORDS[action as keyof typeof WORDS]
}
