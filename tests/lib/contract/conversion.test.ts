import fc from 'fast-check'
import { convert, type CurrencyRates, toInstitutionCurrency } from '@/lib/contract/conversion'
import { minorDigits } from '@/lib/contract/currency-digits'
import { Prisma } from '@/lib/platform/db'

const NOW = Date.UTC(2026, 10, 30, 12)
const CURRENCIES = ['USD', 'JPY', 'KWD', 'UYW'] as const

const decimal = (maxWhole: number, places: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: maxWhole }), fc.integer({ min: 0, max: 10 ** places - 1 }))
    .map(([whole, rest]) => `${whole}.${String(rest).padStart(places, '0')}`)

it('converts exactly, to the minor unit, with halves away from zero', () => {
  fc.assert(
    fc.property(
      decimal(2 ** 31 - 1, 4),
      decimal(1_000_000, 9),
      fc.constantFrom(...CURRENCIES),
      fc.boolean(),
      (amount, rate, to, negative) => {
        const sent = negative ? `-${amount}` : amount
        const Exact = Prisma.Decimal.clone({ precision: 60 })
        const expected = new Exact(sent).mul(rate).toFixed(minorDigits(to), Prisma.Decimal.ROUND_HALF_UP)
        expect(convert(sent, rate, to)).toBe(expected.replace(/^-(0(\.0+)?)$/, '$1'))
      },
    ),
  )
})

it('keeps an amount whose conversion back and forth needs no rounding', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 31 - 1 }), (whole) => {
      expect(convert(convert(String(whole), '0.01', 'USD'), '100', 'JPY')).toBe(String(whole))
    }),
  )
})

it('rounds halves away from zero', () => {
  expect(convert('0.5', '0.01', 'USD')).toBe('0.01')
  expect(convert('-0.5', '0.01', 'USD')).toBe('-0.01')
  expect(convert('0.4', '0.01', 'USD')).toBe('0.00')
  expect(convert('2.5', '1', 'JPY')).toBe('3')
  expect(convert('800000', '0.0000625', 'USD')).toBe('50.00')
})

describe('toInstitutionCurrency', () => {
  const rates: CurrencyRates = {
    own: 'USD',
    rates: [
      { currency: 'IDR', validFromMs: NOW, rate: '0.00006' },
      { currency: 'IDR', validFromMs: NOW - 1_000, rate: '0.00007' },
      { currency: 'IDR', validFromMs: NOW, rate: '0.0000625' },
      { currency: 'EUR', validFromMs: NOW, rate: '1.1' },
    ],
  }

  it('uses the rate in force at the time of the payment; the later entry of one instant replaces the earlier', () => {
    const at = (atMs: number) => toInstitutionCurrency('800000', 'IDR', atMs, rates)
    expect(at(NOW + 5)).toEqual({ amount: '50.00', rate: '0.0000625' })
    expect(at(NOW)).toEqual({ amount: '50.00', rate: '0.0000625' })
    expect(at(NOW - 1)).toEqual({ amount: '56.00', rate: '0.00007' })
    expect(at(NOW - 1_001)).toBeNull()
    expect(toInstitutionCurrency('1', 'GBP', NOW, rates)).toBeNull()
  })

  it("leaves an amount in the institution's currency as it is", () => {
    expect(toInstitutionCurrency('12.3', 'USD', NOW, rates)).toEqual({ amount: '12.30', rate: '1' })
  })
})
