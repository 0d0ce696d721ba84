import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { settleBackground } from '@/lib/platform/background'
import { isUnavailable } from '@/lib/platform/db'
import { getReplayStatus, runReplays } from '@/lib/scoring/replay'
import type { ReplayStatus } from '@/lib/scoring/replay/schema'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

type Of = Pick<MintedTenant, 'tenant' | 'as'>

/** Lets replays run in the tenant, as an administrator does in the settings. */
export const allowReplays = ({ tenant }: Pick<MintedTenant, 'tenant'>, allowed = true): Promise<unknown> =>
  withClient('superuser', (client) =>
    client.query('update tenants set sandbox = $2 where id = $1', [tenant.id, allowed]),
  )

const PATIENCE_MS = 180_000

/** Takes the replays that wait, as the job does each second: where the database is busy, the next turn does it. */
export async function takeReplays(): Promise<number> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    try {
      return await runReplays()
    } catch (error) {
      if (!isUnavailable(error) || Date.now() > deadline) throw error
      await sleep(500)
    }
  }
}

/** Works on the replays that wait until they have ended. */
export async function runToEnd({ as }: Of): Promise<ReplayStatus> {
  await takeReplays()
  await settleBackground()
  return await getReplayStatus(as.analyst)
}

/** Waits for a replay that is under way. @throws Error after a time that no slow machine needs */
export async function untilReplay(
  { as }: Of,
  holds: (status: ReplayStatus) => boolean,
): Promise<ReplayStatus> {
  const deadline = Date.now() + PATIENCE_MS
  for (;;) {
    const status = await getReplayStatus(as.analyst)
    if (holds(status)) return status
    if (Date.now() > deadline) throw new Error(`not within ${PATIENCE_MS} ms: ${JSON.stringify(status)}`)
    await sleep(50)
  }
}

/** Another server process that works on the waiting replays and then ends. */
export function startReplayServer(): { process: ChildProcess; ended: Promise<unknown> } {
  const server = spawn(process.execPath, ['--import', 'tsx', 'tests/support/run-replays.ts'], {
    // A test sees another environment than its process has.
    env: { ...process.env },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  return { process: server, ended: once(server, 'exit') }
}

/** Sets when the lease of the running replay lapses, in seconds from now. */
export const setLease = ({ tenant }: Pick<MintedTenant, 'tenant'>, seconds: number): Promise<unknown> =>
  withClient('superuser', (client) =>
    client.query(
      `update replays set lease_until = now() + $2 * interval '1 s' where tenant_id = $1 and finished_at is null`,
      [tenant.id, seconds],
    ),
  )

/** Ends what a failed test has left running: later tests would wait for it. */
export async function endAllReplays(): Promise<void> {
  await withClient('superuser', (client) =>
    client.query(`update replays set status = 'stopped', finished_at = now() where finished_at is null`),
  )
  await settleBackground()
}

export interface StoredReplay {
  transactions: number
  externalIds: number
  predictions: number
  labels: number
  /** Of all replays of the tenant. */
  counted: number
  countedLabels: number
}

/** What the replays of a tenant have stored, and what their rows say of it. */
export const storedOf = ({ tenant }: Pick<MintedTenant, 'tenant'>): Promise<StoredReplay> =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<StoredReplay>(
      `select (select count(*)::int from transactions where tenant_id = $1 and source = 'replay') as transactions,
              (select count(distinct external_id)::int from transactions where tenant_id = $1 and source = 'replay') as "externalIds",
              (select count(*)::int from predictions where tenant_id = $1 and actor_kind = 'system' and actor_id = 'replay') as predictions,
              (select count(*)::int from replay_labels where tenant_id = $1) as labels,
              (select coalesce(sum(scored_count), 0)::int from replays where tenant_id = $1) as counted,
              (select coalesce(sum(label_count - labelled_count), 0)::int from replays where tenant_id = $1) as "countedLabels"`,
      [tenant.id],
    )
    return rows[0]!
  })
