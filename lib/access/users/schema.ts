/** Users in the shapes of the contract; safe to import in the browser. */
import { z } from 'zod'
import { pageQuery } from '@/lib/contract/pagination'
import { ROLES } from '@/lib/contract/permissions'
import { uuid } from '@/lib/contract/uuid'

export const USER_STATUSES = ['active', 'disabled'] as const
export type UserStatus = (typeof USER_STATUSES)[number]

/** shown: the administrator got the link. The others: by e-mail; sent means that the server took it. */
export const LINK_DELIVERIES = ['shown', 'sending', 'sent', 'failed'] as const

export const userResponse = z.object({
  id: uuid,
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  created_at: z.iso.datetime(),
  version: z.int().describe('Grows with each change of name, role or status. For If-Match'),
})
export type User = z.infer<typeof userResponse>

export const listedUserResponse = userResponse.extend({
  last_sign_in_at: z.iso.datetime().nullable().describe('Null where no session of the last 30 days is known'),
  reset_link: z
    .object({
      delivery: z.enum(LINK_DELIVERIES).describe('failed: the mail server did not take the message so far'),
      created_at: z.iso.datetime(),
    })
    .nullable()
    .describe('The open link with which the user sets a new password'),
})
export type ListedUser = z.infer<typeof listedUserResponse>

export const userPageResponse = z.object({
  items: z.array(listedUserResponse),
  next_cursor: z.string().nullable(),
})
export type UserPage = z.infer<typeof userPageResponse>

export const userQuery = z.strictObject({
  ...pageQuery(50, 200),
  q: z.string().trim().min(1).max(128).optional().describe('A part of the name or of the e-mail address'),
  role: z.enum(ROLES).optional(),
  status: z.enum(USER_STATUSES).optional(),
})
export type UserQuery = z.output<typeof userQuery>

/** Who can be given a case or be mentioned: only what every user of the institution sees anyway. */
export const assignableUsersResponse = z.object({
  items: z
    .array(userResponse.pick({ id: true, role: true }).extend({ name: z.string() }))
    .describe('By name'),
})
export type AssignableUsers = z.infer<typeof assignableUsersResponse>

export const userChange = z
  .strictObject({ role: z.enum(ROLES).optional(), status: z.enum(USER_STATUSES).optional() })
  .refine(
    (change) => (change.role === undefined) !== (change.status === undefined),
    'must change either role or status',
  )
export type UserChange = z.output<typeof userChange>
