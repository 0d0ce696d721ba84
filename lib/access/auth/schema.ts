import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { ROLES } from '@/lib/contract/permissions'

/** Sign-in and the signed-in user in the shapes of the contract; safe to import in the browser. */
export const SIGN_IN_FAILED =
  'E-mail or password is wrong. If the address belongs to several institutions, name the institution in "tenant".'

/**
 * One plain ASCII e-mail address, lower-cased. Look-alike letters, quoted parts and lists are rejected, not repaired.
 */
export const emailSchema = z.email('must be one plain e-mail address').max(254).toLowerCase()

const PASSWORD_MAX = 128

export const tenantSlugSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,62}$/, 'must be the short name of an institution')

export const loginBody = z.strictObject({
  email: emailSchema,
  password: z.string().min(1).max(PASSWORD_MAX),
  tenant: tenantSlugSchema.optional(),
})
export type LoginInput = z.infer<typeof loginBody>

export const loginResponse = z.object({
  access_token: z.string(),
  token_type: z.literal('bearer'),
  expires_in_minutes: z.int(),
})
export type LoginResponse = z.infer<typeof loginResponse>

export const meResponse = z.object({
  id: uuid,
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  tenant_id: uuid,
  tenant_slug: z.string(),
  permissions: z.array(z.string()),
})
export type Me = z.infer<typeof meResponse>
