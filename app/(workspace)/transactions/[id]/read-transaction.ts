import { cache } from 'react'
import { uuid } from '@/lib/contract/uuid'
import { requireUser } from '@/lib/access/auth'
import { claimsOn } from '@/lib/desk/claims'
import { getTransaction } from '@/lib/desk/transactions'
import { readOrProblem } from '../../_lib/read-or-problem'

/** Read once, for the page and its title; null where the URL holds no id. */
export const readTransaction = cache(async (given: string) => {
  const ctx = await requireUser()
  const id = uuid.safeParse(given)
  if (!id.success) return null
  return readOrProblem(ctx, async () => {
    const [detail, claims] = await Promise.all([getTransaction(ctx, id.data), claimsOn(ctx, [id.data])])
    return { detail, claim: claims.get(id.data) ?? null }
  })
})
