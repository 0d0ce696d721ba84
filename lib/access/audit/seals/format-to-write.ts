import type { TenantClient } from '@/lib/platform/db'
import { SEAL_FORMAT } from './sealed-tables'

/** The format that the servers of the release before know, and the name of their connections. */
const FORMER = { format: 1, connections: 'app-scoring' }

/**
 * The format of a new seal. While a server of the release before runs beside this one, during an upgrade, it is the former
 * one: that server could not prove a row that is sealed in a newer format.
 */
export async function formatToWrite(tx: TenantClient): Promise<number> {
  const [former] = await tx.$queryRaw<unknown[]>`
    select 1 from pg_stat_activity
     where datname = current_database() and application_name = ${FORMER.connections} limit 1`
  return former ? FORMER.format : SEAL_FORMAT
}
