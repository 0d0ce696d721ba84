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
  return {
    async seal() {
      const { rows: backends } = await client.query<{ pid: number }>(
        "select pid from pg_stat_activity where datname = current_database() and application_name = 'sentinel-main'",
      )
      await client.end()
      const pids = backends.map(({ pid }) => pid)
      const before = processSeconds(pids)
      const own = process.cpuUsage()
      const rows = await sealTenantRows(tenantId)
      const { user, system } = process.cpuUsage(own)
      const after = processSeconds(pids)
      if (before === null || after === null || rows === 0) return { rows, cpuMs: null }
      return { rows, cpuMs: (1_000 * (after - before) + (user + system) / 1_000) / rows }
    },
  }
}
