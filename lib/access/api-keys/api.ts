import { z } from 'zod'
import { defineOperation } from '@/lib/contract/operation'
import { cursorCodec, pageQuery, toPage } from '@/lib/contract/pagination'
import { createApiKey } from './create-api-key'
import { listApiKeys } from './queries'
import type { ApiKeyRecord } from './record'
import { revokeApiKey } from './revoke-api-key'
import { type ApiKey, apiKeyPageSchema, createApiKeySchema, createdApiKeySchema } from './schema'

const TAG = 'API keys'
const LIST = 'api-keys'
const cursors = cursorCodec(z.uuid())

export const listApiKeysOperation = defineOperation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/api/api-keys',
  tag: TAG,
  summary: 'List the API keys of the institution, newest first',
  auth: 'user',
  permission: 'api-key:manage',
  query: z.strictObject(pageQuery(50, 200)),
  response: { status: 200, schema: apiKeyPageSchema },
  errors: ['invalid-cursor'],
  async handler({ ctx, query }) {
    const before = query.cursor === undefined ? undefined : cursors.decode(LIST, query.cursor)
    const rows = await listApiKeys(ctx, { limit: query.limit, before })
    const { items, nextCursor } = toPage(rows, query.limit, (last) => cursors.encode(LIST, last.id))
    return { items: items.map(present), next_cursor: nextCursor }
  },
})

export const createApiKeyOperation = defineOperation({
  id: 'createApiKey',
  method: 'POST',
  path: '/api/api-keys',
  tag: TAG,
  summary: 'Create an API key',
  description:
    'The secret is in this answer only. Send it as `Authorization: Bearer sk_...` or as `X-API-Key`.',
  auth: 'user',
  permission: 'api-key:manage',
  body: createApiKeySchema,
  response: { status: 201, schema: createdApiKeySchema },
  errors: [],
  async handler({ ctx, body }) {
    const { key, secret } = await createApiKey(ctx, {
      name: body.name,
      scopes: body.scopes,
      expiresAt: body.expires_at === undefined ? undefined : new Date(body.expires_at),
    })
    return { ...present(key), secret }
  },
})

export const revokeApiKeyOperation = defineOperation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/api/api-keys/{id}',
  tag: TAG,
  summary: 'Revoke an API key',
  auth: 'user',
  permission: 'api-key:manage',
  params: z.strictObject({ id: z.uuid() }),
  response: { status: 204, description: 'The key is refused from now on' },
  errors: ['not-found'],
  async handler({ ctx, params }) {
    await revokeApiKey(ctx, params.id)
    return undefined
  },
})

const present = (key: ApiKeyRecord): ApiKey => ({
  id: key.id,
  name: key.name,
  prefix: key.prefix,
  scopes: key.scopes,
  created_by: key.createdBy,
  created_at: key.createdAt.toISOString(),
  expires_at: key.expiresAt?.toISOString() ?? null,
  last_used_at: key.lastUsedAt?.toISOString() ?? null,
  revoked_at: key.revokedAt?.toISOString() ?? null,
})
