import { concerns, parseNotification } from '@/lib/messaging/live/message'

const TENANT = '0195f6a0-0000-7000-8000-000000000001'
const notified = (kind: string, payload: unknown, tenant = TENANT) =>
  JSON.stringify([tenant, '12', kind, payload, '2026-11-20T10:00:00.5+00:00'])

it('reads the notifications of the database', () => {
  expect(parseNotification(notified('cases.changed', { caseId: 'c' }))).toEqual({
    tenantId: TENANT,
    message: {
      seq: 12n,
      atMs: Date.UTC(2026, 10, 20, 10, 0, 0, 500),
      event: { kind: 'cases.changed', payload: { caseId: 'c' } },
    },
  })
})

it('ignores notifications of another version or program', () => {
  for (const text of [
    notified('kinds.unknown', {}),
    notified('cases.changed', {}),
    notified('cases.changed', { caseId: 'c' }, 'nobody'),
    '[]',
    'null',
    'not json',
  ])
    expect(parseNotification(text)).toBeNull()
})

it('delivers a notification to its user only', () => {
  const message = (userId: string) => ({
    seq: 1n,
    atMs: 0,
    event: { kind: 'notifications.changed' as const, payload: { userId } },
  })
  expect(concerns(message('me'), 'me')).toBe(true)
  expect(concerns(message('you'), 'me')).toBe(false)
  const shared = { seq: 1n, atMs: 0, event: { kind: 'models.changed' as const, payload: {} } }
  expect(concerns(shared, 'me')).toBe(true)
})
