import { z } from 'zod'
import { SCOPES } from '@/lib/contract/permissions'

/** API keys as the outside sees them; safe to import in the browser. */
export const createApiKeySchema = z.strictObject({
  name: z.string().trim().min(1).max(128),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(SCOPES.length)
    .refine((scopes) => new Set(scopes).size === scopes.length, 'must not name a scope twice'),
  expires_at: z.iso.datetime({ offset: true }).optional(),
})

export const apiKeySchema = z.object({
  id: z.uuid(),
  name: z.string(),
  prefix: z.string(),
  scopes: z.array(z.enum(SCOPES)),
  created_by: z.uuid(),
  created_at: z.iso.datetime(),
  expires_at: z.iso.datetime().nullable(),
  last_used_at: z.iso.datetime().nullable(),
  revoked_at: z.iso.datetime().nullable(),
})
export type ApiKey = z.infer<typeof apiKeySchema>

/** The only answer that holds the secret. */
export const createdApiKeySchema = apiKeySchema.extend({ secret: z.string() })

export const apiKeyPageSchema = z.object({ items: z.array(apiKeySchema), next_cursor: z.string().nullable() })
