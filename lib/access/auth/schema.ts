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
export const PASSWORD_MIN = 12

/** A password that a user chooses. `passwordProblem` says what else is rejected. */
export const newPassword = z
  .string()
  .min(PASSWORD_MIN, `must have at least ${PASSWORD_MIN} characters`)
  .max(PASSWORD_MAX, `must have at most ${PASSWORD_MAX} characters`)

/** Why a password of the right length is rejected; null where it is not. No rules on kinds of characters (NIST SP 800-63B). */
export function passwordProblem(
  password: string,
  { email, fullName }: { email: string; fullName: string },
): string | null {
  if (new Set(password).size < 5) return 'must have at least 5 different characters'
  const lower = password.toLowerCase()
  const own = [email.split('@')[0] ?? '', ...fullName.toLowerCase().split(/\s+/)]
  if (own.some((word) => word.length >= 4 && lower.includes(word)))
    return 'must not contain your name or e-mail address'
  return null
}

export const passwordChange = z.strictObject({
  current_password: z.string().min(1, 'is required').max(PASSWORD_MAX),
  new_password: newPassword,
})
export type PasswordChange = z.infer<typeof passwordChange>

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

/** The token of a link is looked up as it is; only its length is limited here. */
export const linkToken = z.string().min(1).max(128).describe('What follows the # of the link')

/** How a link reaches somebody. */
export const linkDelivery = z
  .enum(['mail', 'link'])
  .optional()
  .describe('By e-mail, or as a link in the response. Default: by e-mail where the installation sends it')
export type LinkDelivery = z.output<typeof linkDelivery>

/** What the sign-in needs beside the password. */
export const signInHintResponse = z.object({
  email: z.string(),
  tenant: z.string().describe('The short name of the institution'),
})
export type SignInHint = z.infer<typeof signInHintResponse>
