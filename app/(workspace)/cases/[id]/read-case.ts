import { cache } from 'react'
import { uuid } from '@/lib/contract/uuid'
import { requireUser } from '@/lib/access/auth'
import { getCase } from '@/lib/desk/cases'
import { listAssignable } from '@/lib/access/users'
import { readOrProblem } from '../../_lib/read-or-problem'

/** Read once, for the page and its title; null where the URL contains no valid id. */
export const readCase = cache(async (given: string) => {
  const ctx = await requireUser()
  const id = uuid.safeParse(given)
  if (!id.success) return null
  return readOrProblem(ctx, async () => {
    const [detail, users] = await Promise.all([getCase(ctx, id.data), listAssignable(ctx)])
    return { detail, users: users.items.map(({ id, name }) => ({ id, name })) }
  })
})
