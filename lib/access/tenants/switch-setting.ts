import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { readTenant } from './get-tenant'
import type { TenantSettings } from './schema'

/** The settings that four eyes guard, each to the value that needs a second administrator. */
const GUARDED = {
  four_eyes: { to: false, columns: { fourEyes: false } },
  sandbox: { to: true, columns: { sandbox: true } },
} as const
type GuardedSetting = keyof typeof GUARDED

/**
 * Switches a setting that four eyes guard, in the transaction of the change that was approved. Settings that are being edited
 * meanwhile get another version.
 */
export async function switchSetting(tx: TenantClient, ctx: Context, setting: GuardedSetting): Promise<void> {
  authorize(ctx, 'tenant:write')
  const { id } = ctx.tenant
  await tx.$queryRaw`select 1 from tenants where id = ${id}::uuid for no key update`
  const before: TenantSettings = await readTenant(tx)
  const { to, columns } = GUARDED[setting]
  await tx.tenant.updateMany({ data: { ...columns, settingsVersion: before.version + 1 } })
  await writeAudit(tx, ctx, {
    action: 'tenant.settings-changed',
    objectKind: 'tenant',
    objectId: id,
    before: { [setting]: before[setting] },
    after: { [setting]: to },
  })
}
