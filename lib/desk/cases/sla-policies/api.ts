import { defineOperation } from '@/lib/contract/operation'
import { listSlaPolicies } from './queries'
import { slaPoliciesResponse, slaPoliciesBody } from './schema'
import { setSlaPolicies } from './set-sla-policies'

const TAG = 'Cases'

export const listSlaPoliciesOperation = defineOperation({
  id: 'listSlaPolicies',
  method: 'GET',
  path: '/api/sla-policies',
  tag: TAG,
  summary: 'Read how much time each priority of a case allows',
  auth: 'user-or-key',
  permission: 'case:read',
  response: { status: 200, schema: slaPoliciesResponse },
  errors: [],
  handler: ({ ctx }) => listSlaPolicies(ctx),
})

export const setSlaPoliciesOperation = defineOperation({
  id: 'setSlaPolicies',
  method: 'PUT',
  path: '/api/sla-policies',
  tag: TAG,
  summary: 'Set how much time priorities allow, in minutes',
  description:
    'Priorities that are left out keep their time. Applies to cases that are created or get the priority afterwards.',
  auth: 'user',
  permission: 'sla:write',
  body: slaPoliciesBody,
  response: { status: 200, schema: slaPoliciesResponse },
  errors: [],
  handler: ({ ctx, body }) => setSlaPolicies(ctx, body),
})
