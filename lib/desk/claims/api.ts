import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { claimAlert } from './claim-alert'
import { releaseClaim } from './release-claim'
import { claimResponse } from './schema'

const params = z.object({ transaction_id: uuid })

export const claimAlertOperation = defineOperation({
  id: 'claimAlert',
  method: 'POST',
  path: '/api/claims/{transaction_id}',
  tag: 'Claims',
  summary: 'Claim an alert for ten minutes',
  description: 'Claiming again renews it. Deciding the transaction releases it.',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  response: { status: 200, schema: claimResponse },
  errors: ['not-found', 'already-claimed', 'conflict'],
  handler: ({ ctx, params }) => claimAlert(ctx, params.transaction_id),
})

export const releaseClaimOperation = defineOperation({
  id: 'releaseClaim',
  method: 'DELETE',
  path: '/api/claims/{transaction_id}',
  tag: 'Claims',
  summary: 'Release an alert that you hold',
  auth: 'user',
  permission: 'transaction:decide',
  params,
  response: { status: 204 },
  errors: ['not-found'],
  handler: ({ ctx, params }) => releaseClaim(ctx, params.transaction_id).then(() => undefined),
})
