import { writeAudit } from '@/lib/access/audit'
import { authorize, type Context } from '@/lib/contract/context'
import type { TenantClient } from '@/lib/platform/db'
import { readTenant } from './get-tenant'

/**
 * Ends four eyes, in the transaction of the change that two administrators stand behind. Settings that are being edited
 * meanwhile get another version.
 */
export async function switchFourEyesOff(tx: TenantClient, ctx: Context): Promise<void> {
  authorize(ctx, 'tenant:write')
  const { id } = ctx.tenant
  await tx.$queryRaw`select 1 from tenants where id = ${id}::uuid for no key update`
  const { version } = await readTenant(tx)
  await tx.tenant.updateMany({ data: { fourEyes: false, settingsVersion: version + 1 } })
  await writeAudit(tx, ctx, {
    action: 'tenant.settings-changed',
    objectKind: 'tenant',
    objectId: id,
    before: { four_eyes: true },
    after: { four_eyes: false },
  })
}
