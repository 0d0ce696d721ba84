import type { Sla } from '@/lib/desk/cases/schema'
import { formatSla, formatSpan, slaUrgency } from '@/components/cases/format-sla'

const NOW = Date.parse('2026-11-20T12:00:00.000Z')
const dueIn = (seconds: number) => new Date(NOW + seconds * 1000).toISOString()
const base = { allowed_seconds: 4 * 3600, due_at: null, left_seconds: null, breached_at: null }
const running = (seconds: number): Sla => ({ ...base, state: 'running', due_at: dueIn(seconds) })
const stopped = (left_seconds: number, state: Sla['state'] = 'paused'): Sla => ({
  ...base,
  state,
  left_seconds,
})

it.each([
  [3 * 86_400 + 4 * 3600 + 59, '3 d 4 h'],
  [2 * 86_400 + 59 * 60, '2 d'],
  [2 * 3600 + 10 * 60, '2 h 10 min'],
  [3 * 3600 + 59, '3 h'],
  [12 * 60 + 30, '12 min'],
  [59, 'less than 1 min'],
  [0, 'less than 1 min'],
])('shows %d seconds in at most two units', (seconds, text) => {
  expect(formatSpan(seconds)).toBe(text)
})

it.each([
  ['time left', running(2 * 3600 + 10 * 60), '2 h 10 min left', 'calm'],
  ['the last fifth', running(47 * 60), '47 min left', 'soon'],
  ['the last seconds', running(5), 'less than 1 min left', 'soon'],
  ['time run out', running(-3 * 3600), 'overdue by 3 h', 'overdue'],
  ['a pause', stopped(5 * 3600), 'paused with 5 h left', 'stopped'],
  ['a pause that came too late', stopped(-1800), 'paused, overdue by 30 min', 'overdue'],
  ['a close in time', stopped(5 * 3600, 'closed'), 'closed with 5 h left', 'stopped'],
  ['a late close', stopped(-3 * 3600, 'closed'), 'closed 3 h late', 'overdue'],
] as const)('shows %s', (_, sla, text, urgency) => {
  expect(formatSla(sla, NOW)).toBe(text)
  expect(slaUrgency(sla, NOW)).toBe(urgency)
})

it('counts down with the given clock', () => {
  expect(formatSla(running(3600), NOW + 30 * 60_000)).toBe('30 min left')
  expect(formatSla(running(3600), NOW + 61 * 60_000)).toBe('overdue by 1 min')
})
