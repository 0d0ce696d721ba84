import { authorize, type Context } from '@/lib/contract/context'
import { limitOf } from '@/lib/contract/permissions'

it.each([
  ['transaction:decide', 'Only analysts, senior analysts and administrators can decide transactions.'],
  ['audit:read', 'Only senior analysts and administrators can read the audit log.'],
  ['policy:write', 'Only administrators can change models and thresholds.'],
] as const)('states which roles have %s', (permission, words) => expect(limitOf(permission)).toBe(words))

it.each([
  [
    { kind: 'user', id: 'u', sessionId: 's', role: 'analyst', name: 'A', email: 'a@b.c' },
    'Only senior analysts and administrators can read the audit log. (permission audit:read)',
  ],
  [
    { kind: 'api-key', id: 'k', scopes: ['read'], name: 'K' },
    'This API key cannot read the audit log. (permission audit:read)',
  ],
] as const)('rejects %j with a message that names the permission', (actor, detail) => {
  const ctx = { actor } as unknown as Context
  expect(() => authorize(ctx, 'audit:read')).toThrow(
    expect.objectContaining({ code: 'missing-permission', detail }) as Error,
  )
})
