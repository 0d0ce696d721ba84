import { formatCountdown, formatExact, formatRelative } from '@/components/fraud/format-time'

const NOW = Date.parse('2026-11-20T12:00:00Z')
const ago = (seconds: number) => new Date(NOW - seconds * 1000).toISOString()

it.each([
  [3, 'just now'],
  [45, '45 s ago'],
  [200, '3 min ago'],
  [7_300, '2 h ago'],
  [200_000, '2 d ago'],
  [-86_400, 'in 1 d'],
  [-1_800, 'in 30 min'],
])('shows a time %p seconds ago as %s', (seconds, text) => {
  expect(formatRelative(ago(seconds), NOW)).toBe(text)
})

it('shows the exact time in the time zone of the institution, across the end of summer time', () => {
  expect(formatExact('2026-10-24T22:30:05Z', 'Europe/Berlin')).toBe('25 Oct 2026, 00:30:05 Europe/Berlin')
  expect(formatExact('2026-10-25T12:00:00Z', 'Europe/Berlin')).toBe('25 Oct 2026, 13:00:00 Europe/Berlin')
  expect(formatExact('2026-01-01T00:00:00Z', 'UTC')).toBe('1 Jan 2026, 00:00:00 UTC')
})

it('counts down to zero and stays there', () => {
  expect(formatCountdown(ago(-299.2), NOW)).toBe('5:00')
  expect(formatCountdown(ago(-61), NOW)).toBe('1:01')
  expect(formatCountdown(ago(10), NOW)).toBe('0:00')
})
