import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { defineOperation } from '@/lib/contract/operation'
import { pageQuery } from '@/lib/contract/pagination'
import { createApiKey } from './create-api-key'
import { handOverApiKey } from './hand-over-api-key'
import { listApiKeys } from './queries'
import { revokeApiKey } from './revoke-api-key'
import { rotateApiKey } from './rotate-api-key'
import {
  apiKeyHandover,
  apiKeyPageResponse,
  apiKeyResponse,
  apiKeyRotation,
  createdApiKeyResponse,
  newApiKey,
} from './schema'

const TAG = 'API keys'

export const listApiKeysOperation = defineOperation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api/api-keys',
  tag: TAG,
  summary: 'List the API keys of the institution, newest first',
  description: 'A key whose owner is disabled does not work. Revoke it or hand it over.',
  auth: 'user',
  permission: 'api-key:manage',
  query: z.strictObject(pageQuery(50, 200)),
  response: { status: 200, schema: apiKeyPageResponse },
  errors: ['invalid-cursor'],
  handler: ({ ctx, query }) => listApiKeys(ctx, query),
})

export const createApiKeyOperation = defineOperation({
  id: 'createApiKey',
  method: 'POST',
  path: '/api/api-keys',
  idempotency: 'sealed',
  tag: TAG,
  summary: 'Create an API key',
  description:
    'The secret is in this response only. Send it as `Authorization: Bearer sk_...` or as `X-API-Key`.',
  auth: 'user',
  permission: 'api-key:manage',
  body: newApiKey,
  response: { status: 201, schema: createdApiKeyResponse },
  errors: [],
  handler: ({ ctx, body }) => createApiKey(ctx, body),
})

export const handOverApiKeyOperation = defineOperation({
  id: 'handOverApiKey',
  method: 'PATCH',
  path: '/api/api-keys/{id}',
  tag: TAG,
  summary: 'Hand an API key over to another administrator',
  description:
    'A key works only while its owner is active. A key of a disabled user works again when another administrator owns it.',
  auth: 'user',
  permission: 'api-key:manage',
  params: z.strictObject({ id: uuid }),
  body: apiKeyHandover,
  response: { status: 200, schema: apiKeyResponse },
  errors: ['not-found', 'conflict', 'invalid-reference'],
  handler: ({ ctx, params, body }) => handOverApiKey(ctx, params.id, body),
})

export const revokeApiKeyOperation = defineOperation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/api-keys/{id}',
  tag: TAG,
  summary: 'Revoke an API key',
  auth: 'user',
  permission: 'api-key:manage',
  params: z.strictObject({ id: uuid }),
  response: { status: 204, description: 'The key is rejected from now on' },
  errors: ['not-found'],
  handler: ({ ctx, params }) => revokeApiKey(ctx, params.id).then(() => undefined),
})

export const rotateApiKeyOperation = defineOperation({
  id: 'rotateApiKey',
  method: 'POST',
  path: '/api/api-keys/{id}/rotation',
  idempotency: 'sealed',
  tag: TAG,
  summary: 'Replace an API key by a new one',
  description:
    'The new key has the same name and scopes, and belongs to the administrator who makes it. The old key works for another ' +
    '24 hours, or until its own earlier expiry. The secret is in this response only.',
  auth: 'user',
  permission: 'api-key:manage',
  params: z.strictObject({ id: uuid }),
  body: apiKeyRotation,
  response: { status: 201, schema: createdApiKeyResponse },
  errors: ['not-found', 'conflict'],
  handler: ({ ctx, params, body }) => rotateApiKey(ctx, params.id, body),
})
