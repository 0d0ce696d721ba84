import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { uuid } from '@/lib/contract/uuid'
import { listRules } from './list-rules'
import { changeRule, createRule, deleteRule } from './save-rule'
import { MAX_RULES, MAX_SINGLE, ruleInput, ruleListResponse, ruleResponse } from './schema'

const TAG = 'Alerts'
const params = z.strictObject({ id: uuid })

export const listAlertRulesOperation = defineOperation({
  id: 'listAlertRules',
  method: 'GET',
  path: '/api/alert-rules',
  tag: TAG,
  summary: 'List the alert rules',
  auth: 'user',
  permission: 'alert:manage',
  response: { status: 200, schema: ruleListResponse },
  errors: [],
  handler: ({ ctx }) => listRules(ctx),
})

export const createAlertRuleOperation = defineOperation({
  id: 'createAlertRule',
  method: 'POST',
  path: '/api/alert-rules',
  tag: TAG,
  summary: 'Add an alert rule',
  description:
    `At most ${MAX_RULES}. A rule counts what happens from then on. Decisions are compared within two seconds, after their response. ` +
    `More than ${MAX_SINGLE} alerts of a rule at the same time are sent as one message.`,
  auth: 'user',
  permission: 'alert:manage',
  body: ruleInput,
  response: { status: 201, schema: ruleResponse },
  errors: ['conflict', 'invalid-reference'],
  handler: ({ ctx, body }) => createRule(ctx, body),
})

export const changeAlertRuleOperation = defineOperation({
  id: 'changeAlertRule',
  method: 'PUT',
  path: '/api/alert-rules/{id}',
  tag: TAG,
  summary: 'Replace an alert rule, or switch it on or off',
  auth: 'user',
  permission: 'alert:manage',
  versioned: true,
  params,
  body: ruleInput,
  response: { status: 200, schema: ruleResponse },
  errors: ['not-found', 'conflict', 'invalid-reference'],
  handler: ({ ctx, params: { id }, body, ifMatch }) => changeRule(ctx, id, body, ifMatch),
})

export const deleteAlertRuleOperation = defineOperation({
  id: 'deleteAlertRule',
  method: 'DELETE',
  path: '/api/alert-rules/{id}',
  tag: TAG,
  summary: 'Delete an alert rule',
  auth: 'user',
  permission: 'alert:manage',
  params,
  response: { status: 204, description: 'The rule is deleted, with the alerts that wait for its digest' },
  errors: ['not-found'],
  handler: ({ ctx, params: { id } }) => deleteRule(ctx, id).then(() => undefined),
})
