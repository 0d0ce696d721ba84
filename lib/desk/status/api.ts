import { defineOperation } from '@/lib/contract/operation'
import { readStatus } from './read-status'
import { statusResponse } from './schema'

export const getStatusOperation = defineOperation({
  id: 'getStatus',
  method: 'GET',
  path: '/api/status',
  tag: 'Live',
  summary: 'Open alerts, the model in production, and the speed of scoring',
  auth: 'user-or-key',
  permission: 'transaction:read',
  response: { status: 200, schema: statusResponse },
  errors: [],
  handler: ({ ctx }) => readStatus(ctx),
})
