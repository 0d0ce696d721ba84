/** A user's own account in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { ROLES } from '@/lib/contract/permissions'
import { uuid } from '@/lib/contract/uuid'

export const fullName = z.string().trim().min(1, 'is required').max(256)

export const profileResponse = z.object({
  id: uuid,
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  version: z.int().describe('Grows with each change of name, role or status. For If-Match'),
})
export type Profile = z.infer<typeof profileResponse>

export const profileChange = z.strictObject({ full_name: fullName })
export type ProfileChange = z.output<typeof profileChange>

export const sessionResponse = z.object({
  id: uuid,
  kind: z.enum(['browser', 'token']).describe('A sign-in on the screen, or a bearer token of the API'),
  device: z.string().describe('Such as "Firefox on Linux", from the User-Agent of the sign-in'),
  ip: z.string().nullable(),
  current: z.boolean().describe('Whether this request uses it'),
  created_at: z.iso.datetime(),
  last_used_at: z.iso.datetime().describe('To the minute'),
  expires_at: z.iso.datetime(),
})
export type Session = z.infer<typeof sessionResponse>

export const sessionQuery = z.strictObject(pageQuery(50, 200))

export const sessionPageResponse = z.object({
  items: z.array(sessionResponse),
  next_cursor: z.string().nullable(),
})
export type SessionPage = z.infer<typeof sessionPageResponse>

export const endedResponse = z.object({ ended: z.int().describe('How many sessions ended') })
