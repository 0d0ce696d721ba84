import { writeAudit } from '@/lib/access/audit'
import { forgetSessions } from '@/lib/access/auth'
import type { Context } from '@/lib/contract/context'
import { withTenant } from '@/lib/platform/db'
import { AppError } from '@/lib/platform/errors'
import { presentProfile } from './present'
import { requireSelf } from './require-self'
import type { Profile, ProfileChange } from './schema'

/**
 * Changes the own name. Other users see it at once, and in what is stored with the user's id.
 * @param version the version that the caller has seen; null for any
 * @throws AppError missing-permission, version-conflict
 */
export async function changeProfile(
  ctx: Context,
  { full_name: fullName }: ProfileChange,
  version: number | null,
): Promise<Profile> {
  const { id } = requireSelf(ctx)
  const tenantId = ctx.tenant.id
  const profile = await withTenant({ tenantId }, async (tx) => {
    await tx.$queryRaw`select 1 from users where tenant_id = ${tenantId}::uuid and id = ${id}::uuid for update`
    const before = await tx.user.findFirstOrThrow({ where: { id } })
    if (version !== null && version !== before.version)
      throw new AppError('version-conflict', { currentVersion: before.version })
    if (before.fullName === fullName) return presentProfile(before)
    const data = { fullName, version: before.version + 1, updatedAt: new Date() }
    await tx.user.updateMany({ where: { id }, data })
    await writeAudit(tx, ctx, {
      action: 'user.renamed',
      objectKind: 'user',
      objectId: id,
      before: { full_name: before.fullName },
      after: { full_name: fullName },
    })
    return presentProfile({ ...before, ...data })
  })
  forgetSessions()
  return profile
}
