import { expiryAfter, prepareKeyState } from '@/app/(workspace)/settings/keys/prepare-key-state'
import type { ApiKey } from '@/lib/access/api-keys/schema'

const NOW = Date.UTC(2026, 5, 1)
const ID = '019a0000-0000-7000-8000-000000000001'
const KEY: ApiKey = {
  id: ID,
  name: 'core',
  prefix: 'sk_abc',
  scopes: ['read'],
  created_by: ID,
  owner: { id: ID, name: 'Ada', status: 'active' },
  created_at: '2026-01-01T00:00:00.000Z',
  expires_at: null,
  replaced_by: null,
  last_used_at: null,
  revoked_at: null,
}

it.each([
  ['Active', {}],
  ['Replaced', { replaced_by: ID, expires_at: '2026-06-02T00:00:00.000Z' }],
  ['Owner disabled', { owner: { ...KEY.owner, status: 'disabled' as const } }],
  ['Expired', { expires_at: '2026-06-01T00:00:00.000Z', replaced_by: ID }],
  ['Revoked', { revoked_at: '2026-05-01T00:00:00.000Z', expires_at: '2026-01-01T00:00:00.000Z' }],
])('calls a key %s', (label, change) => {
  const state = prepareKeyState({ ...KEY, ...change }, NOW)
  expect(state).toMatchObject({ label, over: label === 'Expired' || label === 'Revoked' })
})

it('gives a key the chosen days, or no end', () => {
  expect(expiryAfter('30', NOW)).toBe('2026-07-01T00:00:00.000Z')
  expect(expiryAfter('', NOW)).toBeUndefined()
})
