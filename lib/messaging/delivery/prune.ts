import {
  findTenantsWithAlertChannels,
  findTenantsWithOldAlerts,
  pruneInSlices,
  withTenant,
} from '@/lib/platform/db'
import { env } from '@/lib/platform/env'
import { DAY_MS } from '@/lib/platform/time'
import { GIVE_UP_DAYS } from './message'
import { KEEP_ALERT_DAYS } from './schema'
import { openSecret, sealSecret } from './secrets'

const SLICE = 2_000

/** Ends deliveries that are too old to be sent, and deletes messages that were kept long enough. */
export async function pruneAlerts(now: Date): Promise<void> {
  for (const tenantId of await findTenantsWithAlertChannels()) {
    while ((await giveUpOld(tenantId, now)) === SLICE);
    await dropOldSecrets(tenantId, now)
    if (env().SENTINEL_JWT_SECRET_PREVIOUS !== undefined) await sealAgain(tenantId)
  }
  const before = new Date(now.getTime() - KEEP_ALERT_DAYS * DAY_MS)
  await pruneInSlices('alert_messages', before, await findTenantsWithOldAlerts(before))
}

const giveUpOld = (tenantId: string, now: Date): Promise<number> =>
  withTenant(
    { tenantId },
    (tx) => tx.$executeRaw`
      update alert_deliveries set status = 'failed', finished_at = ${now},
             error = coalesce(error, ${`It could not be sent within ${GIVE_UP_DAYS} days`})
       where tenant_id = ${tenantId}::uuid and id in (
         select id from alert_deliveries where tenant_id = ${tenantId}::uuid and status = 'waiting' and give_up_at < ${now}
            and next_attempt_at <= ${now} order by id limit ${SLICE}::int for update skip locked)`,
  )

/** After the overlap of a rotation nothing is signed with the former secret. */
const dropOldSecrets = (tenantId: string, now: Date) =>
  withTenant({ tenantId }, (tx) =>
    tx.alertChannel.updateMany({
      where: { tenantId, previousSecretUntil: { lte: now } },
      data: { previousSecretSealed: null, previousSecretUntil: null },
    }),
  )

/** While the operator replaces the secret of the server: encrypts with the new one what the old one encrypted. */
async function sealAgain(tenantId: string): Promise<void> {
  await withTenant({ tenantId }, async (tx) => {
    for (const row of await tx.alertChannel.findMany({ where: { tenantId, urlSealed: { not: null } } })) {
      const again = (sealed: string | null) => (sealed === null ? null : renewed(sealed))
      const next = {
        urlSealed: again(row.urlSealed),
        secretSealed: again(row.secretSealed),
        previousSecretSealed: again(row.previousSecretSealed),
      }
      if (Object.entries(next).every(([field, value]) => value === row[field as keyof typeof next])) continue
      await tx.alertChannel.updateMany({ where: { tenantId, id: row.id, version: row.version }, data: next })
    }
  })
}

/** What neither secret can decrypt stays: the channel says so at its next attempt. */
function renewed(sealed: string): string {
  try {
    const { text, isOld } = openSecret(sealed)
    return isOld ? sealSecret(text) : sealed
  } catch {
    return sealed
  }
}
