import { z } from 'zod'
import { defineOperation } from '@/lib/http/operation'
import { NOTHING } from '@/lib/http/raw-answer'
import { claimAlert } from './claim-alert'
import { nextAlert } from './next-alert'
import { releaseClaim } from './release-claim'
import { type Claim, claimAnswer, nextAlertBody } from './schema'

const params = z.object({ transaction_id: z.uuid() })

const present = (claim: Claim) => ({
  transaction_id: claim.transactionId,
  user_id: claim.userId,
  user_name: claim.userName,
  expires_at: claim.expiresAt,
})

export const claimAlertOperation = defineOperation({
  id: 'claimAlert',
  method: 'POST',
  path: '/api/claims/{transaction_id}',
  tag: 'Claims',
  summary: 'Keep an alert for ten minutes while looking at it',
  description: 'Claiming again renews it. Deciding the transaction frees it.',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  response: { status: 200, schema: claimAnswer },
  errors: ['not-found', 'already-claimed', 'conflict'],
  handler: async ({ ctx, params }) => present(await claimAlert(ctx, params.transaction_id)),
})

export const releaseClaimOperation = defineOperation({
  id: 'releaseClaim',
  method: 'DELETE',
  path: '/api/claims/{transaction_id}',
  tag: 'Claims',
  summary: 'Give back an alert that one holds',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  response: { status: 204 },
  errors: ['not-found'],
  handler: ({ ctx, params }) => releaseClaim(ctx, params.transaction_id).then(() => undefined),
})

export const nextAlertOperation = defineOperation({
  id: 'nextAlert',
  method: 'POST',
  path: '/api/claims/next',
  tag: 'Claims',
  summary: 'Claim the next open alert of the queue',
  description:
    'The first in the order and the filters given that nobody holds; those that the caller holds are passed over. Two ' +
    'callers never get the same one.',
  auth: 'user',
  permission: 'transaction:decide',
  body: nextAlertBody,
  response: { status: 200, schema: claimAnswer, nothing: 'No alert is left' },
  errors: ['conflict'],
  async handler({ ctx, body }) {
    const claim = await nextAlert(ctx, body)
    return claim ? present(claim) : NOTHING
  },
})
