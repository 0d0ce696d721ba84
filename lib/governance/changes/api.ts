import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { approveChange } from './approve-change'
import { rejectChange, withdrawChange } from './end-change'
import { previewChange, refreshPreview } from './preview-change'
import { getChange, listChanges, listPolicies } from './queries'
import { requestChange } from './request-change'
import { restorePolicy } from './restore-policy'
import {
  approveBody,
  changeBody,
  changePageResponse,
  changeQuery,
  changeResponse,
  policyPageResponse,
  policyQuery,
  previewBody,
  previewResponse,
  refreshBody,
  rejectBody,
  restoreBody,
  thresholdBody,
  thresholdResponse,
} from './schema'
import { setThreshold } from './set-threshold'

const admin = { tag: 'Changes', auth: 'user', permission: 'policy:write' } as const
const one = { ...admin, params: z.object({ id: uuid }) } as const

/** A list of 5,000 entries with ids and reasons. */
const CHANGE_BYTES = 4_000_000

export const listChangesOperation = defineOperation({
  ...admin,
  id: 'listChanges',
  method: 'GET',
  path: '/api/changes',
  summary: 'List change requests, newest first',
  query: changeQuery,
  response: { status: 200, schema: changePageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listChanges(ctx, query),
})

export const requestChangeOperation = defineOperation({
  ...admin,
  id: 'requestChange',
  method: 'POST',
  path: '/api/changes',
  summary: 'Request a change that four eyes guard',
  description:
    'Of the policy, of the lists in bulk, of the production model, of a canary, of exploration, of the velocity rule, or the end of four eyes. Where four eyes are off, the change takes effect at once, or at `starts_at`; where they are on, another administrator ' +
    'approves it first. The response holds what is known of its effect: mostly what it would have done to the last days, from ' +
    'stored scores.',
  body: changeBody,
  bodyLimitBytes: CHANGE_BYTES,
  response: { status: 201, schema: changeResponse },
  errors: ['not-found', 'conflict', 'stale', 'no-production-model', 'bundle-rejected'],
  handler: ({ ctx, body }) => requestChange(ctx, body),
})

export const previewChangeOperation = defineOperation({
  ...admin,
  id: 'previewChange',
  method: 'POST',
  path: '/api/changes/preview',
  summary: 'Compute what a change would have done to the last days',
  description: 'Stores nothing. Nothing is scored again: the figures come from stored scores and labels.',
  body: previewBody,
  bodyLimitBytes: CHANGE_BYTES,
  response: { status: 200, schema: previewResponse },
  errors: ['not-found', 'conflict', 'no-production-model', 'bundle-rejected'],
  handler: ({ ctx, body }) => previewChange(ctx, body),
})

export const getChangeOperation = defineOperation({
  ...one,
  id: 'getChange',
  method: 'GET',
  path: '/api/changes/{id}',
  summary: 'Read a change request with what was shown of it',
  response: { status: 200, schema: changeResponse },
  errors: ['not-found'],
  handler: ({ ctx, params }) => getChange(ctx, params.id),
})

export const refreshPreviewOperation = defineOperation({
  ...one,
  id: 'refreshPreview',
  method: 'POST',
  path: '/api/changes/{id}/preview',
  summary: 'Compute the preview of a waiting change again',
  description: 'From what is in force now. The change gets another `shown_hash`.',
  body: refreshBody,
  response: { status: 200, schema: changeResponse },
  errors: ['not-found', 'conflict', 'bundle-rejected'],
  handler: ({ ctx, params, body }) => refreshPreview(ctx, params.id, body.days),
})

export const approveChangeOperation = defineOperation({
  ...one,
  id: 'approveChange',
  method: 'POST',
  path: '/api/changes/{id}/approve',
  summary: 'Approve a change of another administrator exactly as it was shown',
  description:
    'Returns 409 `stale` where `shown_hash` is not that of the change, or another state is in force than was shown: read ' +
    'the change again, or compute its preview again.',
  body: approveBody,
  response: { status: 200, schema: changeResponse },
  errors: ['not-found', 'conflict', 'stale', 'bundle-rejected'],
  handler: ({ ctx, params, body }) => approveChange(ctx, params.id, body),
})

export const rejectChangeOperation = defineOperation({
  ...one,
  id: 'rejectChange',
  method: 'POST',
  path: '/api/changes/{id}/reject',
  summary: 'Reject a change of another administrator',
  body: rejectBody,
  response: { status: 200, schema: changeResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => rejectChange(ctx, params.id, body.note),
})

export const withdrawChangeOperation = defineOperation({
  ...one,
  id: 'withdrawChange',
  method: 'POST',
  path: '/api/changes/{id}/withdraw',
  summary: 'Withdraw a change before it takes effect',
  description: 'A waiting change by its requester, a scheduled one by any administrator.',
  response: { status: 200, schema: changeResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params }) => withdrawChange(ctx, params.id),
})

export const listPoliciesOperation = defineOperation({
  id: 'listPolicies',
  method: 'GET',
  path: '/api/policies',
  tag: 'Changes',
  summary: 'List the versions of the policy, newest first',
  auth: 'user-or-key',
  permission: 'model:read',
  query: policyQuery,
  response: { status: 200, schema: policyPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listPolicies(ctx, query),
})

export const restorePolicyOperation = defineOperation({
  ...one,
  id: 'restorePolicy',
  method: 'POST',
  path: '/api/policies/{id}/restore',
  summary: 'Request to go back to an earlier version of the policy',
  body: restoreBody,
  response: { status: 201, schema: changeResponse },
  errors: ['not-found', 'stale'],
  handler: ({ ctx, params, body }) => restorePolicy(ctx, params.id, body),
})

export const setThresholdOperation = defineOperation({
  ...one,
  id: 'setThreshold',
  method: 'PATCH',
  path: '/api/models/{id}/threshold',
  summary: 'Set the review threshold of the production model',
  description:
    'A change request like any other: `change.status` says whether it is in force or waits for another administrator. A ' +
    'threshold above the one for blocking raises that as well.',
  body: thresholdBody,
  response: { status: 200, schema: thresholdResponse },
  errors: ['not-found', 'conflict', 'stale'],
  handler: ({ ctx, params, body }) => setThreshold(ctx, params.id, body),
})
