/** Next loads a module once per bundle of a process; isolated modules do the same here, on one global object. */
import type { Context } from '@/lib/contract/context'

jest.mock('@/lib/platform/env', () => ({
  ...jest.requireActual<object>('@/lib/platform/env'),
  options: () => ({ LOG_LEVEL: 'silent', SENTINEL_RATE_LIMIT: 1 }),
}))

function isolated<T>(load: () => T): T {
  let loaded: T | undefined
  jest.isolateModules(() => (loaded = load()))
  return loaded as T
}

/* oxlint-disable typescript/no-require-imports -- jest.isolateModules takes no import. */
const loadBundle = () =>
  isolated(() => ({
    limit: require('@/lib/http/rate-limit') as typeof import('@/lib/http/rate-limit'),
    responses: require('@/lib/http/api-response') as typeof import('@/lib/http/api-response'),
    errors: require('@/lib/platform/errors') as typeof import('@/lib/platform/errors'),
    database: require('@/lib/platform/db/errors') as typeof import('@/lib/platform/db/errors'),
    raw: require('@/lib/contract/raw-response') as typeof import('@/lib/contract/raw-response'),
    ids: require('@/lib/platform/ids') as typeof import('@/lib/platform/ids'),
    inference: require('@/lib/engine/inference') as typeof import('@/lib/engine/inference'),
  }))
/* oxlint-enable typescript/no-require-imports */

const [one, other] = [loadBundle(), loadBundle()]

const contextOf = (tenantId: string): Context => ({
  tenant: {
    id: tenantId,
    slug: 't',
    name: 'T',
    stepEpochMs: 0,
    earliestEventMs: 0,
    country: null,
    currency: 'USD',
    timeZone: 'UTC',
  },
  actor: { kind: 'api-key', id: 'key-1', scopes: ['read', 'score:write'], name: 'K' },
  requestId: 'request-1',
})

test('the bundles have classes of their own', () => {
  expect(one.errors.AppError).not.toBe(other.errors.AppError)
})

test.each([
  ['one', one, other],
  ['the other', other, one],
])('a limiter that one bundle made rejects with 429 in %s', async (name, first, second) => {
  const ctx = contextOf(name)
  await first.limit.spendRateLimit(ctx, 10)
  await expect(first.limit.spendRateLimit(ctx)).rejects.toMatchObject({ code: 'too-many-requests' })
  await expect(second.limit.spendRateLimit(ctx)).rejects.toMatchObject({
    code: 'too-many-requests',
    retryAfterSeconds: expect.any(Number) as number,
  })
})

test('an error of another bundle keeps its code, and its raw response is sent as it is', () => {
  const error = new one.errors.AppError('overloaded', { retryAfterSeconds: 3 })
  expect(other.responses.publicError(error)).toBe(error)
  expect(other.database.toAppError(error)).toBe(error)
  expect(other.raw.isRawResponse(new one.raw.RawResponse(200, '{}'))).toBe(true)
  expect(other.raw.isRawResponse({ status: 200, bodyText: '{}' })).toBe(false)
  expect(other.inference.isBundleError(new one.inference.BundleError('card.md', 'is missing'))).toBe(true)
})

test('ids of both bundles grow in one order', () => {
  const made = Array.from({ length: 50 }, (_, n) => (n % 2 ? one : other).ids.newId())
  expect([...made].sort()).toEqual(made)
})
