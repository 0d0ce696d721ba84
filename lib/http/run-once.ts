/** Idempotency-Key: a request with a key takes effect once, and a repetition gets the stored first response. */
import { hash } from 'node:crypto'
import type { Context } from '@/lib/contract/context'
import { keyModeOf } from '@/lib/contract/idempotency'
import type { Operation } from '@/lib/contract/operation'
import { inOneTransaction, sqlState, type TenantClient } from '@/lib/platform/db'
import { canonicalJson } from '@/lib/platform/canonical/json'
import { AppError } from '@/lib/platform/errors'
import type { ApiResponse } from './api-response'
import type { ReadInput } from './read-input'
import { openResponse, sealResponse } from './seal-response'

const LOCK_TIMEOUT = '55P03'

interface Key {
  tenantId: string
  /** The operation and who calls it: keys of different callers are different keys. */
  operation: string
  key: string
  /** SHA-256 (hex) of what the request says. */
  fingerprint: string
}

/**
 * Responds once per key. The response is stored in the transaction of the effects: a server that stops in between
 * leaves both or neither. A request that fails stores nothing, so that its key is free for the corrected request.
 * @throws AppError idempotency-mismatch, request-in-progress
 */
export async function runOnce(
  operation: Operation,
  ctx: Context | null,
  { input, requestKey }: ReadInput,
  respond: () => Promise<ApiResponse>,
): Promise<ApiResponse> {
  if (requestKey === null || ctx === null || keyModeOf(operation) !== 'shared') return await respond()
  const key: Key = {
    tenantId: ctx.tenant.id,
    operation: `${operation.id}/${ctx.actor.id}`,
    key: requestKey,
    fingerprint: fingerprintOf(input),
  }
  const sealed = operation.idempotency === 'sealed'
  return await inOneTransaction({ tenantId: key.tenantId }, async (tx) => {
    await lockKey(tx, key)
    const stored = await findResponse(tx, key)
    if (stored !== null) return replay(sealed ? openResponse(stored) : stored)
    const response = await respond()
    const text = JSON.stringify(response)
    await storeResponse(tx, key, sealed ? sealResponse(text) : text)
    return response
  })
}

/** What the request says, as it was parsed, in the form of RFC 8785: white space and the order of members do not matter. */
const fingerprintOf = ({ params, query, body, rawBody, request }: ReadInput['input']): string =>
  hash(
    'sha256',
    canonicalJson(
      JSON.parse(
        JSON.stringify([
          params,
          query,
          body ?? Buffer.from(rawBody).toString('base64'),
          request.headers.get('if-match'),
        ]),
      ),
    ),
  )

/** A request with the same key waits here for the first one. */
async function lockKey(tx: TenantClient, { tenantId, operation, key }: Key): Promise<void> {
  const name = `idempotency:${tenantId}:${operation}:${key}`
  await tx.$executeRaw`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.catch((cause: unknown) => {
    if (sqlState(cause) !== LOCK_TIMEOUT) throw cause
    throw new AppError('request-in-progress', { retryAfterSeconds: 1, cause })
  })
}

async function findResponse(
  tx: TenantClient,
  { tenantId, operation, key, fingerprint }: Key,
): Promise<string | null> {
  const [row] = await tx.$queryRaw<{ fingerprint: string; response: string }[]>`
    select encode(fingerprint, 'hex') as fingerprint, response from idempotency_keys
     where tenant_id = ${tenantId}::uuid and operation = ${operation} and key = ${key}`
  if (!row) return null
  if (row.fingerprint === fingerprint) return row.response
  throw new AppError('idempotency-mismatch', { detail: 'This key was used before with another request.' })
}

async function storeResponse(
  tx: TenantClient,
  { tenantId, operation, key, fingerprint }: Key,
  response: string,
): Promise<void> {
  await tx.$executeRaw`
    insert into idempotency_keys (tenant_id, operation, key, fingerprint, response)
    values (${tenantId}::uuid, ${operation}, ${key}, decode(${fingerprint}, 'hex'), ${response})`
}

function replay(text: string): ApiResponse {
  const response = JSON.parse(text) as ApiResponse
  return { ...response, headers: { ...response.headers, 'idempotent-replayed': 'true' } }
}
