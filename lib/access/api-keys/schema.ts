/** API keys in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { USER_STATUSES } from '@/lib/access/users/schema'
import { SCOPES } from '@/lib/contract/permissions'

export const apiKeyResponse = z.object({
  id: uuid,
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  created_by: uuid,
  owner: z
    .object({ id: uuid, name: z.string(), status: z.enum(USER_STATUSES) })
    .describe('Who answers for the key. It works only while this user is active'),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  replaced_by: uuid.nullable().describe('The key that replaces this one, which ends at `expires_at`'),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
})
export type ApiKey = z.infer<typeof apiKeyResponse>

/** The only response that holds the secret. */
export const createdApiKeyResponse = apiKeyResponse.extend({ secret: z.string() })
export type CreatedApiKey = z.infer<typeof createdApiKeyResponse>

export const apiKeyPageResponse = z.object({
  items: z.array(apiKeyResponse),
  next_cursor: z.string().nullable(),
})
export type ApiKeyPage = z.infer<typeof apiKeyPageResponse>

const expiry = z.iso.datetime({ offset: true }).optional().describe('In the future, within 100 years')

export const newApiKey = z.strictObject({
  name: z.string().trim().min(1).max(128),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name a scope twice'),
  expires_at: expiry,
})
export type NewApiKey = z.output<typeof newApiKey>

export const apiKeyHandover = z.strictObject({
  owner_id: uuid.describe('An active administrator of the institution'),
})
export type ApiKeyHandover = z.output<typeof apiKeyHandover>

export const apiKeyRotation = z.strictObject({ expires_at: expiry })
export type ApiKeyRotation = z.output<typeof apiKeyRotation>
