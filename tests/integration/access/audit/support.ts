import { setTimeout as sleep } from 'node:timers/promises'
import { sealTenantRows } from '@/lib/access/audit'
import { addToWatchlist } from '@/lib/desk/watchlists'
import { verifyAudit } from '@/scripts/audit-verify'
import { earlierTransactionsEnded } from '../../../support/earlier-transactions'
import type { MintedTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'

/** Writes this many rows of the audit log in sequence. */
export async function act(minted: MintedTenant, times: number, prefix = 'C'): Promise<void> {
  for (let i = 0; i < times; i++) {
    await addToWatchlist(minted.as.admin, {
      account_id: `${prefix}-${i}`,
      list_type: 'blocked',
      reason: `no. ${i}`,
    })
  }
}

/** The rows of the audit log in the order of the chain, read as the superuser. */
export const chainOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ position: string; seq: string; hash: string }>(
      `select position, audit_seq as seq, encode(hash, 'hex') as hash from audit_chain where tenant_id = $1 order by position`,
      [tenant.id],
    )
    return rows
  })

/** Changes the database as an attacker with full access: no trigger or key prevents it. */
export const tamper = (statements: readonly [text: string, values: unknown[]][]): Promise<void> =>
  withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query("set local session_replication_role = 'replica'")
    for (const [text, values] of statements) await client.query(text, values)
    await client.query('commit')
  })

/** The output of the command, or its message when it exits with 1. */
export const verify = (minted: MintedTenant, ...args: string[]): Promise<string> =>
  verifyAt(minted, new Date(), ...args)

/** The same at another time. */
export async function verifyAt({ tenant }: MintedTenant, now: Date, ...args: string[]): Promise<string> {
  try {
    return await verifyAudit(testSetting('MIGRATION_DATABASE_URL'), ['--tenant', tenant.slug, ...args], now)
  } catch (error) {
    return `exit 1: ${(error as Error).message}`
  }
}

/** Seals until no row of the tenant waits: what is stored by now, in as few seals as it needs. */
export async function sealAll({ tenant }: MintedTenant): Promise<void> {
  const waits = () =>
    withClient('superuser', async (client) => {
      const sql = 'select 1 from find_tenants_to_seal() id where id = $1'
      return (await client.query(sql, [tenant.id])).rowCount !== 0
    })
  await earlierTransactionsEnded()
  // Another process may be sealing it.
  while (await waits()) if ((await sealTenantRows(tenant.id)) === 0) await sleep(50)
}
