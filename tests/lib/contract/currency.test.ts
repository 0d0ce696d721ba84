import { data } from 'currency-codes'
import { currencyCode, currencyProblem, PAYMENT_CURRENCIES } from '@/lib/contract/currency'
import { amountText, MAX_DIGITS, minorDigits } from '@/lib/contract/currency-digits'
import { Prisma } from '@/lib/platform/db'

it('has the minor units of ISO 4217 for every currency of payments', () => {
  const known = data.filter(({ code }) => PAYMENT_CURRENCIES.has(code))
  expect(known.length).toBeGreaterThan(150)
  for (const { code, digits } of known) expect([code, minorDigits(code)]).toEqual([code, digits])
  expect(Math.max(...known.map(({ digits }) => digits))).toBe(MAX_DIGITS)
})

it('adds to the library only codes that its list lacks', () => {
  const listed = new Set(data.map(({ code }) => code))
  expect([...PAYMENT_CURRENCIES].filter((code) => !listed.has(code))).toEqual(['XCG'])
})

it('rejects codes that do not exist and suggests close ones', () => {
  for (const code of ['XXQ', 'ZZZ', '€', '', 'EURO', 'TOSTRING'])
    expect(currencyProblem(code)).toBe('must be a code of ISO 4217, such as EUR')
  expect(currencyProblem('UDS')).toBe('must be a code of ISO 4217, such as EUR; USD?')
  expect(currencyProblem('UKP')).toBe('must be a code of ISO 4217, such as EUR; GBP?')
  expect(currencyProblem('JPX')).toBe('must be a code of ISO 4217, such as EUR; JPY?')
})

it.each(['XAU', 'XXX', 'XTS', 'XDR', 'CLF', 'CHE', 'USN'])('rejects %s: nobody pays in it', (code) => {
  expect(currencyProblem(code)).toBe(`${code} is a code of ISO 4217, but not a currency of payments`)
})

it('accepts any case and returns capitals', () => {
  expect(currencyCode.parse('kwd')).toBe('KWD')
  expect(currencyCode.parse('Usd')).toBe('USD')
  expect(currencyCode.safeParse('xxq').success).toBe(false)
})

it('writes an amount with the decimal places of its currency, and never fewer than it has', () => {
  const text = (amount: string, currency: string) => amountText(new Prisma.Decimal(amount), currency)
  expect(text('1200', 'JPY')).toBe('1200')
  expect(text('1.2', 'KWD')).toBe('1.200')
  expect(text('1.2345', 'UYW')).toBe('1.2345')
  expect(text('5', 'USD')).toBe('5.00')
  expect(text('100.55', 'JPY')).toBe('100.55')
})
