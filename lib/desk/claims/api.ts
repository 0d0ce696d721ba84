import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { claimAlert } from './claim-alert'
import { releaseClaim } from './release-claim'
import { claimResponse, presentClaim } from './schema'

const params = z.object({ transaction_id: z.uuid() })

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
  response: { status: 200, schema: claimResponse },
  errors: ['not-found', 'already-claimed', 'conflict'],
  handler: async ({ ctx, params }) => presentClaim(await claimAlert(ctx, params.transaction_id)),
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
