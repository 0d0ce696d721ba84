import { isNotSent, prepareInvitationState } from '@/app/(workspace)/settings/people/prepare-invitation-state'
import type { Invitation } from '@/lib/access/invitations/schema'

const HOUR_MS = 3_600_000
const NOW = Date.UTC(2026, 5, 1)
const at = (ms: number) => new Date(ms).toISOString()
const ID = '019a0000-0000-7000-8000-000000000001'

const invitation = (delivery: Invitation['delivery'], madeMs: number): Invitation => ({
  id: ID,
  email: 'ada@bank.example',
  full_name: 'Ada',
  role: 'analyst',
  invited_by: { id: ID, name: 'Grace' },
  delivery,
  created_at: at(NOW - 100 * HOUR_MS),
  expires_at: at(madeMs + 72 * HOUR_MS),
})

it.each([
  ['Sent', 'sent', NOW - HOUR_MS],
  ['Not sent', 'failed', NOW],
  ['Link passed on', 'shown', NOW],
  ['Sending', 'sending', NOW - 5_000],
  ['Not sent', 'sending', NOW - 120_000],
  ['Expired', 'sent', NOW - 72 * HOUR_MS],
] as const)('says %s of a link that is %s', (label, delivery, madeMs) => {
  expect(prepareInvitationState(invitation(delivery, madeMs), NOW).label).toBe(label)
})

test('a link for a new password is not sent where the mail failed, or the server stopped in between', () => {
  const made = '2026-12-01T00:00:00.000Z'
  const after = (ms: number) => Date.parse(made) + ms
  expect(isNotSent(null, after(0))).toBe(false)
  expect(isNotSent({ delivery: 'sent', created_at: made }, after(1e9))).toBe(false)
  expect(isNotSent({ delivery: 'failed', created_at: made }, after(0))).toBe(true)
  expect(isNotSent({ delivery: 'sending', created_at: made }, after(30_000))).toBe(false)
  expect(isNotSent({ delivery: 'sending', created_at: made }, after(61_000))).toBe(true)
})
