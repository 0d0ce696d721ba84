import { addToWatchlist } from '@/lib/desk/watchlists'
import { verifyAudit } from '@/scripts/audit-verify'
import type { MintedTenant } from '../../../support/minted-tenant'
import { testSetting, withClient } from '../../../support/postgres'

/** Leaves this many rows in the trail, one after the other. */
export async function act(minted: MintedTenant, times: number, prefix = 'C'): Promise<void> {
  for (let i = 0; i < times; i++) {
    await addToWatchlist(minted.as.admin, {
      account_id: `${prefix}-${i}`,
      list_type: 'blocked',
      reason: `no. ${i}`,
    })
  }
}

/** The rows of the trail in the order of its chain, seen from outside our own walls. */
export const chainOf = ({ tenant }: MintedTenant) =>
  withClient('superuser', async (client) => {
    const { rows } = await client.query<{ position: string; seq: string; hash: string }>(
      `select position, audit_seq as seq, encode(hash, 'hex') as hash from audit_chain where tenant_id = $1 order by position`,
      [tenant.id],
    )
    return rows
  })

/** What somebody with the whole database in hand does: no trigger and no key stands in the way. */
export const tamper = (statements: readonly [text: string, values: unknown[]][]): Promise<void> =>
  withClient('superuser', async (client) => {
    await client.query('begin')
    await client.query("set local session_replication_role = 'replica'")
    for (const [text, values] of statements) await client.query(text, values)
    await client.query('commit')
  })

/** What the command prints, or the message with which it ends with 1. */
export async function verify({ tenant }: MintedTenant, ...args: string[]): Promise<string> {
  try {
    return await verifyAudit(testSetting('MIGRATION_DATABASE_URL'), ['--tenant', tenant.slug, ...args])
  } catch (error) {
    return `exit 1: ${(error as Error).message}`
  }
}
