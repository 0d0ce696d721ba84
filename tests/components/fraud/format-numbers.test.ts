import fc from 'fast-check'
import {
  formatAmount,
  formatCompact,
  formatDuration,
  formatMargin,
  formatProbability,
  formatScore,
  formatSigned,
} from '@/components/fraud/format-numbers'

describe('scores and probabilities', () => {
  it.each([
    [0.86131, '0.8613'],
    [0.00004, '<0.0001'],
    [0.99996, '>0.9999'],
    [0, '0.0000'],
    [1, '1.0000'],
  ])('shows the score %p as %s', (score, text) => expect(formatScore(score)).toBe(text))

  it('never rounds an uncertain score to 0 or 1', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0, max: 1, minExcluded: true, maxExcluded: true, noNaN: true }),
        (score) => {
          expect([0, 1]).not.toContain(Number(formatScore(score)))
          expect([0, 1]).not.toContain(Number(formatScore(score, 5)))
          expect([0, 100]).not.toContain(Number(formatProbability(score).replace(' %', '')))
        },
      ),
    )
  })

  it.each([
    [0.861, '86.1 %'],
    [0.0013, '0.13 %'],
    [0.0000932, '0.0093 %'],
    [0.00000001, '<0.0001 %'],
    [0.99997, '>99.99 %'],
    [0.9952, '99.52 %'],
  ])('shows the probability %p as %s', (p, text) => expect(formatProbability(p)).toBe(text))
})

describe('log-odds', () => {
  it('shows contributions with a minus sign, and zero without sign', () => {
    expect(formatSigned(1.234)).toBe('+1.23')
    expect(formatSigned(-1.234)).toBe('\u22121.23')
    expect(formatSigned(-0.001)).toBe('0.00')
    expect(formatMargin(-6.4)).toBe('\u22126.40')
    expect(formatMargin(0.5)).toBe('0.50')
  })
})

describe('amounts', () => {
  it.each([
    ['0', '0'],
    ['1200', '1,200'],
    ['999.90', '999.90'],
    ['1234.567', '1,234.567'],
    ['1234567.89', '1,234,567.89'],
    ['-12500.50', '\u221212,500.50'],
  ])('groups %s as %s', (amount, text) => expect(formatAmount(amount)).toBe(text))

  it('keeps every digit of a large amount', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 30n }),
        fc.integer({ min: 0, max: 99 }),
        (whole, cents) => {
          const amount = `${whole}.${String(cents).padStart(2, '0')}`
          expect(formatAmount(amount).replaceAll(',', '')).toBe(amount)
        },
      ),
    )
  })

  it('shortens computed values only', () => expect(formatCompact(10_817_937)).toBe('10.8M'))
})

it.each([
  [0.0234, '23 µs'],
  [2.41, '2.4 ms'],
  [741, '741 ms'],
  [1530, '1.5 s'],
])('shows %p ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text))
