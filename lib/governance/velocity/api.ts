import { defineOperation } from '@/lib/contract/operation'
import { getVelocity } from './read-velocity'
import { velocityRuleResponse } from './schema'

export const getVelocityOperation = defineOperation({
  id: 'getVelocity',
  method: 'GET',
  path: '/api/velocity',
  tag: 'Models',
  summary: 'Read how many payments in a short time are too many',
  description:
    'Payments of a sender, a phone or a device are counted in a window that ends with the payment, by their own times. Up to ' +
    'the threshold T is normal, up to 1.5 T low, up to 2.5 T high, above critical. A change is a change request of the kind `velocity`.',
  auth: 'user-or-key',
  permission: 'model:read',
  response: { status: 200, schema: velocityRuleResponse },
  errors: [],
  handler: ({ ctx }) => getVelocity(ctx),
})
