/** Links to set a new password in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { emailSchema, linkDelivery, linkToken, newPassword, tenantSlugSchema } from '@/lib/access/auth/schema'

/** How long a link works: one that a user asked for, one that an administrator made. */
export const OWN_RESET_HOURS = 1
export const MADE_RESET_HOURS = 24

export const resetRequest = z.strictObject({ email: emailSchema, tenant: tenantSlugSchema.optional() })
export type ResetRequest = z.output<typeof resetRequest>

export const newReset = z.strictObject({ deliver: linkDelivery })

/** The only response that holds the link, and only where no e-mail goes out. */
export const madeResetResponse = z.object({
  expires_at: z.iso.datetime(),
  link: z.string().nullable().describe('The link to pass on; null where it goes out by e-mail'),
})
export type MadeReset = z.infer<typeof madeResetResponse>

export const resetCompletion = z.strictObject({ token: linkToken, password: newPassword })
export type ResetCompletion = z.output<typeof resetCompletion>
