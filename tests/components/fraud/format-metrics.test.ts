import {
  formatCount,
  formatMetric,
  formatRange,
  formatShare,
  formatStretch,
  formatSum,
} from '@/components/fraud/format-metrics'
import { formatDay } from '@/components/fraud/format-time'

it.each([
  [0, '0'],
  [0.00001, '<0.01'],
  [0.0038, '0.38'],
  [0.041, '4.1'],
  [0.62, '62'],
  [0.9951, '99.51'],
  [0.99999, '>99.99'],
  [1, '100'],
])('shows the share %d as %s per cent, never rounded to 0 or 100', (share, text) =>
  expect(formatShare(share)).toBe(`${text}\u00a0%`),
)

it('shows signed metrics and sums with a minus sign, and zero without sign', () => {
  expect([formatMetric(0.7312), formatMetric(-0.0021), formatMetric(-0.0001)]).toEqual([
    '0.731',
    '\u22120.002',
    '0.000',
  ])
  expect([formatSum(12_480.4), formatSum(-980), formatSum(1_234_567), formatSum(-0.2)]).toEqual([
    '12,480',
    '\u2212980',
    '1.23M',
    '0',
  ])
  expect(formatCount(1_031_926)).toBe('1,031,926')
})

it('shows both ends of an interval in the same way', () => {
  expect(formatRange(0.58, 0.66, (value) => formatMetric(value, 2))).toBe('0.58\u00a0\u2013 0.66')
})

it.each([
  ['2026-01-05T00:00:00Z', '2026-02-02T00:00:00Z', '4 weeks'],
  ['2026-01-05T01:00:00Z', '2026-01-18T12:00:00Z', '13 days'],
  ['2026-01-05T00:00:00Z', '2026-01-12T00:00:00Z', '7 days'],
  ['2026-01-05T00:00:00Z', '2026-01-05T03:00:00Z', '1 day'],
])('calls %s to %s %s', (from, to, text) => expect(formatStretch(from, to)).toBe(text))

it('shows a day in the time zone of the user', () => {
  expect(formatDay('2026-11-20T23:30:00Z', 'Etc/UTC')).toBe('20 Nov 2026')
  expect(formatDay('2026-11-20T23:30:00Z', 'Africa/Nairobi')).toBe('21 Nov 2026')
})
