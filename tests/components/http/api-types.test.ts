/** The compiler is what this file tests: each expected error below is one that it must report. */
import { callApi } from '@/components/http/api-client'
import type { ApiResponse } from '@/components/http/api-types'
import { downloadFile } from '@/components/http/download-file'

type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false
const params = { id: 'x' }

/** Never called: it only has to compile. */
const calls = () => [
  // @ts-expect-error no operation has this path
  callApi('GET /api/no-such-thing'),
  // @ts-expect-error the path exists, but not with this method
  callApi('PUT /api/cases'),
  // @ts-expect-error a path parameter is missing
  callApi('GET /api/cases/{id}'),
  // @ts-expect-error a path parameter has another name
  callApi('GET /api/cases/{id}', { params: { case_id: 'x' } }),
  // @ts-expect-error a required body is missing
  callApi('POST /api/cases'),
  // @ts-expect-error a required field of the body is missing
  callApi('POST /api/transactions/{id}/feedback', { params, body: {} }),
  // @ts-expect-error the body has a field that the operation does not know
  callApi('POST /api/transactions/{id}/feedback', { params, body: { decision: 'escalated', note: '' } }),
  // @ts-expect-error a field of the body has another value than the schema allows
  callApi('POST /api/transactions/{id}/feedback', { params, body: { decision: 'approved' } }),
  // @ts-expect-error the operation has no such query parameter
  callApi('GET /api/cases', { query: { state: 'open' } }),
  // @ts-expect-error the operation takes no body
  callApi('DELETE /api/watchlists/{id}', { params, body: {} }),
  // @ts-expect-error the response of this operation is no file
  downloadFile('GET /api/cases', {}),
  callApi('GET /api/cases/{id}', { params }),
  callApi('GET /api/status'),
]

const nextIsClaimOrNull: null extends ApiResponse<'POST /api/claims/next'> ? true : false = true
const deletionIsNull: Same<ApiResponse<'DELETE /api/watchlists/{id}'>, null> = true
const caseHasItsVersion: Same<ApiResponse<'GET /api/cases/{id}'>['version'], number> = true

it('derives paths, inputs and responses from the operations', () => {
  expect(calls).toBeInstanceOf(Function)
  expect([nextIsClaimOrNull, deletionIsNull, caseHasItsVersion]).toEqual([true, true, true])
})
