import {
  endWords,
  evidenceWords,
  shareWords,
  shiftWords,
} from '@/app/(workspace)/models/challengers/in-words'
import {
  prepareCoverage,
  prepareMatrix,
  prepareSwaps,
} from '@/app/(workspace)/models/challengers/prepare-comparison'

const cell = (
  champion_outcome: 'approve' | 'review' | 'block',
  outcome: 'approve' | 'review' | 'block',
  payments: number,
) => ({
  champion_outcome,
  outcome,
  payments,
  own_amount: String(payments * 10.5),
})
const outcomes = [
  cell('approve', 'approve', 900),
  cell('approve', 'review', 4),
  cell('approve', 'block', 2),
  cell('review', 'block', 8),
  cell('block', 'approve', 3),
]

test('the swap set holds payments that only one model flags; a review that becomes a block is none', () => {
  expect(prepareSwaps({ outcomes })).toEqual({
    caught: { payments: 6, amount: 63 },
    released: { payments: 3, amount: 31.5 },
  })
})

test('the matrix has a cell for each pair of outcomes, empty ones too', () => {
  const matrix = prepareMatrix({ outcomes })
  expect(matrix.map(({ champion }) => champion)).toEqual(['approve', 'review', 'block'])
  expect(matrix.map(({ cells }) => cells.map(({ payments }) => payments))).toEqual([
    [900, 4, 2],
    [0, 0, 8],
    [3, 0, 0],
  ])
})

describe('coverage', () => {
  const gap = { reason: 'shed' as const, payments: 50, detail: null, last_at: '2026-12-01T00:00:00Z' }

  test('what is neither compared nor a known gap is unsampled', () => {
    const counted = { compared: 900, decisions: 1_000, decisions_counted: 'exactly' as const }
    expect(prepareCoverage({ ...counted, gaps: [gap] })).toEqual({
      compared: 900,
      decisions: 1_000,
      share: '90\u00a0%',
      unsampled: 50,
    })
  })

  test('a later count gives no negative rest, and no decision gives no share', () => {
    const exactly = { decisions_counted: 'exactly' as const, gaps: [] }
    expect(prepareCoverage({ compared: 9, decisions: 8, ...exactly })).toMatchObject({
      share: '100\u00a0%',
      unsampled: 0,
    })
    expect(prepareCoverage({ compared: 0, decisions: 0, ...exactly }).share).toBe('nothing decided yet')
  })

  test('says how the decisions were counted: more of them make the share smaller', () => {
    const of = { compared: 30_000, decisions: 40_000, gaps: [] }
    expect(prepareCoverage({ ...of, decisions_counted: 'by-hour' }).share).toBe('about 75\u00a0%')
    expect(prepareCoverage({ ...of, decisions_counted: 'at-least' }).share).toBe('at most 75\u00a0%')
  })
})

test('shares and shifts are shown with their bounds', () => {
  expect(shareWords({ value: 0.62, low: 0.58, high: 0.66 })).toBe(
    '62\u00a0% (58\u00a0%\u00a0\u2013 66\u00a0%)',
  )
  expect(shareWords(null)).toBe('no labels')
  const watched = {
    pairs: 10,
    limit: 0.005,
    shift: { mean: 0.0012, low: -0.0003, high: 0.0031 },
    evidence: 0.429,
  }
  expect(shiftWords(watched)).toBe('+0.12 points (\u22120.03\u00a0\u2013 +0.31)')
  expect(evidenceWords(watched)).toBe('42 %')
  expect(evidenceWords({ ...watched, pairs: 0 })).toBe('none')
  expect(endWords('slow')).toBe('Stopped by itself, for its response times.')
})
