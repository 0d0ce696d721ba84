import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from './postgres'

/**
 * Resolves when every transaction that runs now has ended, those of other test files included. Jobs that read in commit
 * order leave younger rows for their next run.
 */
export const earlierTransactionsEnded = (): Promise<void> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ now: string }>('select pg_current_xact_id()::text as now')
    const ended = async () => {
      const text = 'select pg_snapshot_xmin(pg_current_snapshot()) > $1::text::xid8 as ended'
      return (await client.query<{ ended: boolean }>(text, [rows[0]?.now])).rows[0]?.ended
    }
    while (!(await ended())) await sleep(20)
  })
