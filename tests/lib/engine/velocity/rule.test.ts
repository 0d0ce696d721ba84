import { DEFAULT_VELOCITY, reaches, SEVERITIES, severityOf, VELOCITY_BOUNDS } from '@/lib/engine/velocity'
import { MAX_EARLIER_TIMES } from '@/lib/engine/features'

it.each([
  [10, 10, null],
  [10, 11, 'low'],
  [10, 15, 'low'],
  [10, 16, 'high'],
  [10, 25, 'high'],
  [10, 26, 'critical'],
  // 1.5 T and 2.5 T are no whole numbers.
  [5, 7, 'low'],
  [5, 8, 'high'],
  [5, 12, 'high'],
  [5, 13, 'critical'],
  [2, 3, 'low'],
  [2, 4, 'high'],
  [2, 6, 'critical'],
])('with a threshold of %i, %i payments are %s', (threshold, payments, severity) => {
  expect(severityOf(payments, threshold)).toBe(severity)
})

it('knows enough payments of a party to tell critical at the largest threshold', () => {
  const known = MAX_EARLIER_TIMES + 8
  expect(severityOf(known, VELOCITY_BOUNDS.threshold.max)).toBe('critical')
})

it('reaches a severity from itself on, and none where none is asked for', () => {
  const least = (from: (typeof SEVERITIES)[number] | null) =>
    SEVERITIES.filter((severity) => reaches(severity, from))
  expect(least('low')).toEqual(['low', 'high', 'critical'])
  expect(least('high')).toEqual(['high', 'critical'])
  expect(least('critical')).toEqual(['critical'])
  expect(least(null)).toEqual([])
})

it('changes no outcome by default', () => {
  expect(DEFAULT_VELOCITY).toEqual({
    windowSeconds: 60,
    threshold: 10,
    reviewFrom: null,
    blockFrom: null,
    rings: null,
  })
})
