import { POST as postBatch } from '@/app/api/score/batch/route'
import { POST as postScore } from '@/app/api/score/route'
import { createApiKey } from '@/lib/access/api-keys'
import type { MintedTenant } from './minted-tenant'
import { withClient } from './postgres'

/** A row as PaySim writes it. */
export const paysimRow = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
  step: 700,
  type: 'TRANSFER',
  amount: 181_000.5,
  nameOrig: 'C1305486145',
  oldbalanceOrg: 181_000.5,
  newbalanceOrig: 0,
  nameDest: 'C553264065',
  oldbalanceDest: 0,
  newbalanceDest: 181_000.5,
  ...changes,
})

export async function scoringKey(minted: MintedTenant): Promise<string> {
  const { secret } = await createApiKey(minted.as.admin, { name: 'test', scopes: ['score:write', 'read'] })
  return secret
}

type Call = { key: string; idempotencyKey?: string; contentType?: string }

const request = (
  path: string,
  body: unknown,
  { key, idempotencyKey, contentType = 'application/json' }: Call,
) =>
  new Request(`http://localhost:3000${path}`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${key}`,
      'content-type': contentType,
      ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
    },
    body: typeof body === 'string' || body instanceof Uint8Array ? (body as BodyInit) : JSON.stringify(body),
  })

/** Calls the route handlers as an external system does. A string is sent unchanged. */
export const score = (body: unknown, call: Call) => postScore(request('/api/score', body, call))
export const scoreBatch = (body: unknown, call: Call) => postBatch(request('/api/score/batch', body, call))

/** Rows of a tenant's table, read as the superuser. */
export async function countRows(
  tenantId: string,
  table: 'transactions' | 'predictions' | 'audit_log' | 'stream_outbox',
): Promise<number> {
  return withClient('superuser', async (client) => {
    const { rows } = await client.query(`select count(*)::int as n from ${table} where tenant_id = $1`, [
      tenantId,
    ])
    return rows[0].n as number
  })
}
