import { z } from 'zod'
import { ROLES } from '@/lib/contract/permissions'

/** People as the outside sees them; safe to import in the browser. */
export const USER_STATUSES = ['active', 'disabled'] as const
export type UserStatus = (typeof USER_STATUSES)[number]

export const changeUserSchema = z
  .strictObject({ role: z.enum(ROLES).optional(), status: z.enum(USER_STATUSES).optional() })
  .refine(
    (change) => (change.role === undefined) !== (change.status === undefined),
    'must change either role or status',
  )

export const userSchema = z.object({
  id: z.uuid(),
  email: z.string(),
  full_name: z.string(),
  role: z.enum(ROLES),
  status: z.enum(USER_STATUSES),
  created_at: z.iso.datetime(),
})
export type UserResponse = z.infer<typeof userSchema>

export const userPageSchema = z.object({ items: z.array(userSchema), next_cursor: z.string().nullable() })

/** Who can be given work or be mentioned: no more of a person than everybody of the institution sees anyway. */
export const assignableUsersSchema = z.object({
  items: z.array(userSchema.pick({ id: true, role: true }).extend({ name: z.string() })).describe('By name'),
})
export type AssignableUsers = z.infer<typeof assignableUsersSchema>
