import { setTimeout as sleep } from 'node:timers/promises'
import type { TenantClient } from '@/lib/platform/db'
import { withClient } from './postgres'

/** The process of the database that serves the transaction. */
export async function backendOf(tx: TenantClient): Promise<number> {
  const [row] = await tx.$queryRaw<{ pid: number }[]>`select pg_backend_pid() as pid`
  if (!row) throw new Error('no process')
  return row.pid
}

/**
 * Resolves when somebody waits for a lock that the process of the database holds, or when the attempt has ended without
 * waiting. Locks of other tests do not count.
 * @returns the processes that wait
 */
export async function untilBlockedBy(pid: number, attempt: Promise<unknown>): Promise<number[]> {
  let hasEnded = false
  const end = () => (hasEnded = true)
  void attempt.then(end, end)
  return await withClient('superuser', async (client) => {
    for (;;) {
      const { rows } = await client.query<{ pid: number }>(
        'select pid from pg_stat_activity where $1 = any (pg_blocking_pids(pid))',
        [pid],
      )
      if (rows.length > 0 || hasEnded) return rows.map((row) => row.pid)
      await sleep(20)
    }
  })
}
