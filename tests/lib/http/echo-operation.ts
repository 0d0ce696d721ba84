import { z } from 'zod'
import type { Context } from '@/lib/contract/context'
import { defineOperation } from '@/lib/contract/operation'
import { apiRoute } from '@/lib/http/api-route'
import { log } from '@/lib/platform/log'
import { authenticate, noteDenied } from './sign-in-mock'

/** An operation with every kind of input, and calls of it. The tests mock who calls. */
const TENANT = {
  id: 'tenant-1',
  slug: 't',
  name: 'T',
  stepEpochMs: 0,
  earliestEventMs: 0,
  country: null,
  currency: 'USD',
  timeZone: 'UTC',
}
export const analyst = (requestId: string): Context => ({
  tenant: TENANT,
  actor: { kind: 'user', id: 'user-1', sessionId: 's', role: 'analyst', name: 'A', email: 'a@x.test' },
  requestId,
})
export const handler = jest.fn()

/** Before each test an analyst is signed in. The file mocks `@/lib/access/auth` by `./sign-in-mock`. */
export function signInAsAnalyst(): void {
  beforeAll(() => {
    log.level = 'silent'
  })
  beforeEach(() => {
    handler.mockReset()
    noteDenied.mockReset()
    authenticate.mockReset().mockImplementation((_, requestId) => Promise.resolve(analyst(requestId)))
  })
  afterEach(() => jest.restoreAllMocks())
}

export const echo = defineOperation({
  id: 'echo',
  method: 'POST',
  path: '/api/echo/{id}',
  summary: 'Echo',
  tag: 'Test',
  auth: 'user-or-key',
  permission: 'score:create',
  idempotency: 'own',
  params: z.strictObject({ id: z.uuid() }),
  query: z.strictObject({ limit: z.coerce.number<number | string>().int().max(5).optional() }),
  body: z.strictObject({
    amount: z.number().nonnegative(),
    rows: z.array(z.strictObject({ a: z.string() })).optional(),
  }),
  bodyLimitBytes: 100,
  response: { status: 201, schema: z.object({ amount: z.number() }) },
  errors: [],
  handler(input) {
    handler(input)
    return { amount: input.body.amount, passwordHash: 'never leaves' }
  },
})
export const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'

export interface Call {
  body?: BodyInit
  headers?: Record<string, string>
  search?: string
  id?: string
}

export async function call({ body = '{"amount":1}', headers = {}, search = '', id = ID }: Call = {}) {
  const request = new Request(`http://host/api/echo/${id}${search}`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', ...headers },
    ...(body instanceof ReadableStream ? { duplex: 'half' } : {}),
  })
  const response = await apiRoute(echo)(request, { params: Promise.resolve({ id }) })
  return { response, json: (await response.json()) as Record<string, unknown> }
}
