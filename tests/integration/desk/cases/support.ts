import { createCase } from '@/lib/desk/cases'
import { createCaseBody } from '@/lib/desk/cases/schema'
import type { Operation } from '@/lib/contract/operation'
import type { Role } from '@/lib/contract/permissions'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { withClient } from '../../../support/postgres'
import { scoreRows } from '../../../support/scored-rows'
import { paysimRow, scoringKey } from '../../../support/scoring'
import { bearer, tokenOf } from '../../access/auth/support'

/** A tenant with three scored transactions of one sender, and its users signed in. */
export async function caseDesk() {
  const minted = await mintTenant()
  const key = await scoringKey(minted)
  const rows = [1, 2, 3].map((n) =>
    paysimRow({ external_id: `t-${n}`, nameDest: `C-mule-${n}`, amount: 1000 * n }),
  )
  const transactions = (await scoreRows(key, rows)).map(({ transaction_id }) => transaction_id)
  const headers = {} as Record<Role, Record<string, string>>
  for (const role of ['analyst', 'senior_analyst', 'admin'] as const)
    headers[role] = bearer(await tokenOf(minted.emailOf[role]))
  return { ...minted, transactions, headers }
}
export type CaseDesk = Awaited<ReturnType<typeof caseDesk>>

export const SENDER = 'C1305486145'

/** A case of the analyst, without transactions by default. */
export const openCase = (minted: MintedTenant, input: object = {}): Promise<{ id: string; number: number }> =>
  createCase(minted.as.analyst, createCaseBody.parse({ title: 'Mule chain', ...input }))

export async function call(operation: Operation, options: Parameters<typeof callOperation>[1]) {
  const response = await callOperation(operation, options)
  const text = await response.text()
  return { status: response.status, body: text === '' ? null : JSON.parse(text) }
}

/** Rows of a tenant's table, read as the superuser. */
export const rowsOf = ({ tenant }: Pick<MintedTenant, 'tenant'>, sql: string) =>
  withClient('superuser', async (client) => (await client.query(sql, [tenant.id])).rows)

export const auditOf = async (minted: Pick<MintedTenant, 'tenant'>, caseId: string) => {
  const rows = await rowsOf(
    minted,
    `select action, actor_kind, actor_id, object_id, before, after from audit_log
      where tenant_id = $1 and object_kind = 'case' order by seq`,
  )
  return rows.filter(({ object_id }) => object_id === caseId)
}

export const announced = async (minted: Pick<MintedTenant, 'tenant'>, kind: string): Promise<number> =>
  (await rowsOf(minted, `select 1 from live_events where tenant_id = $1 and kind = '${kind}'`)).length

/** Sets the time of a case so that this number of seconds is left. */
export const leave = (minted: Pick<MintedTenant, 'tenant'>, seconds: number) =>
  rowsOf(
    minted,
    `update cases set sla_due_at = now() + interval '${seconds} seconds',
            sla_warn_at = now() + interval '${seconds} seconds' - sla_allowed_s * interval '0.2 seconds'
      where tenant_id = $1`,
  )
