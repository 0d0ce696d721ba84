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
  summary: 'Read the time limit of each case priority',
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
  summary: 'Set the time limits of case priorities, in minutes',
  description:
    'Omitted priorities keep their time limit. Applies to cases that are created or get the priority afterwards.',
  auth: 'user',
  permission: 'sla:write',
  body: slaPoliciesBody,
  response: { status: 200, schema: slaPoliciesResponse },
  errors: [],
  handler: ({ ctx, body }) => setSlaPolicies(ctx, body),
})
