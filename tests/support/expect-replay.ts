import { keyModeOf } from '@/lib/contract/idempotency'
import type { Operation } from '@/lib/contract/operation'
import { callOperation } from './call-operation'

type Call = Parameters<typeof callOperation>[1]

/**
 * Sends a request that succeeded with an Idempotency-Key again: expects the first response, and a rejection where it says
 * something else. Returns the ids of the repeated requests.
 */
export async function expectReplay(
  operation: Operation,
  call: Call,
  first: Response,
  text: string,
): Promise<string[]> {
  const again = await callOperation(operation, call)
  expect({ id: operation.id, text: await again.text(), status: again.status }).toEqual({
    id: operation.id,
    text,
    status: first.status,
  })
  expect(first.headers.get('idempotent-replayed')).toBeNull()
  expect(again.headers.get('idempotent-replayed')).toBe('true')
  expect(again.headers.get('content-type')).toBe(first.headers.get('content-type'))
  if (keyModeOf(operation) === 'own') return [idOf(again)]
  const other = await callOperation(operation, { ...call, headers: { ...call.headers, 'if-match': '"77"' } })
  expect({ id: operation.id, status: other.status }).toEqual({ id: operation.id, status: 422 })
  return [idOf(again), idOf(other)]
}

const idOf = (response: Response): string => response.headers.get('x-request-id') ?? ''
