import { Client } from 'pg'
import { sealTenantRows } from '@/lib/access/audit'
import { env } from '@/lib/platform/env'
import { processSeconds } from './cpu-time'

/** What the seal of a row costs: the CPU time of this process and of its database connections. */
export interface Sealing {
  rows: number
  cpuMs: number | null
}

/** Keeps the jobs of all servers from sealing the rows of the tenant until it is released. */
export async function holdSeals(tenantId: string): Promise<{ seal(): Promise<Sealing> }> {
  const client = new Client({ connectionString: env().DATABASE_URL })
  await client.connect()
  await client.query('select pg_advisory_lock(hashtextextended($1, 0))', [`seal:${tenantId}`])
  /** The pool may open a connection for the seals, and closes idle ones: each process counts from its own start. */
  const backends = async () => {
    const { rows } = await client.query<{ pid: number }>(
      "select pid from pg_stat_activity where datname = current_database() and application_name = 'sentinel-main'",
    )
    return processSeconds(rows.map(({ pid }) => pid))
  }
  return {
    async seal() {
      await client.query('select pg_advisory_unlock_all()')
      const before = await backends()
      const own = process.cpuUsage()
      const rows = await sealTenantRows(tenantId)
      const { user, system } = process.cpuUsage(own)
      const after = await backends()
      await client.end()
      if (after.size === 0 || rows === 0) return { rows, cpuMs: null }
      let seconds = (user + system) / 1_000_000
      for (const [pid, spent] of after) seconds += spent - (before.get(pid) ?? 0)
      return { rows, cpuMs: (1_000 * seconds) / rows }
    },
  }
}
