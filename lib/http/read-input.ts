import { z } from 'zod'
import { AppError } from '@/lib/platform/errors'
import type { IncomingRequest } from '@/lib/platform/incoming'
import { versionInIfMatch } from '@/lib/contract/if-match'
import { keyModeOf } from '@/lib/contract/idempotency'
import type { Access, Operation, OperationInput } from '@/lib/contract/operation'
import { withPresentNames } from './former-names'
import { readBody } from './read-body'
import { readQuery } from './read-query'
import type { ApiCall } from './run-operation'
import { parseStrictJson } from './strict-json'
import { parseWith } from '@/lib/contract/validation'

export type RouteParams = Promise<Record<string, string | string[] | undefined>>
type Input = OperationInput<Access, Operation['params'], Operation['query'], Operation['body']>

const NO_BODY = new Uint8Array()
const NO_QUERY = z.strictObject({})
const VISIBLE_ASCII = /^[\x21-\x7e]{1,255}$/

export interface ReadInput {
  input: Input
  /** Idempotency-Key; null where the caller sent none or it has no effect. */
  requestKey: string | null
  /** Whether the request used a former name of a field. */
  deprecated: boolean
}

/** Everything that a handler gets, parsed by the operation's schemas. */
export async function readInput(
  operation: Operation,
  { request, params: routeParams, readBytes }: ApiCall,
  known: Pick<Input, 'ctx' | 'request' | 'requestId' | 'startedAt' | 'timings'>,
): Promise<ReadInput> {
  const params = operation.params ? parseWith(operation.params, await routeParams) : undefined
  const givenQuery = readQuery(request.url)
  const namedQuery = withPresentNames(givenQuery, operation.renamed?.query)
  const query = parseWith(operation.query ?? NO_QUERY, namedQuery)
  const mode = keyModeOf(operation)
  const requestKey = mode === 'none' ? null : readIdempotencyKey(request)
  const idempotencyKey = mode === 'own' ? requestKey : null
  const ifMatch = operation.versioned ? versionInIfMatch(request) : null
  const mediaType = operation.bodyMediaType ?? (operation.body && 'application/json')
  const rawBody = mediaType
    ? await readBody(request.headers, readBytes, mediaType, operation.bodyLimitBytes)
    : NO_BODY
  const givenBody = operation.body ? parseStrictJson(rawBody) : undefined
  const namedBody = withPresentNames(givenBody, operation.renamed?.body)
  const body = operation.body ? parseWith(operation.body, namedBody) : undefined
  const input = { ...known, params, query, body, rawBody, ifMatch, idempotencyKey } as Input
  return { input, requestKey, deprecated: namedQuery !== givenQuery || namedBody !== givenBody }
}

/** Two headers arrive joined by a comma and a space, so the space rejects them too. */
function readIdempotencyKey({ headers }: IncomingRequest): string | null {
  const key = headers.get('idempotency-key')
  if (key === null || VISIBLE_ASCII.test(key)) return key
  throw new AppError('invalid-request', {
    detail: 'Idempotency-Key must be one header of 1 to 255 visible ASCII characters without spaces.',
    errors: [{ field: 'Idempotency-Key', reason: 'is not 1 to 255 visible ASCII characters' }],
  })
}
