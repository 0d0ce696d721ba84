import { addAmounts } from '@/lib/platform/money'

it.each([
  [[], '0.00'],
  [['0.1', '0.2'], '0.30'],
  [['9999999999999999.99', '0.01'], '10000000000000000.00'],
  [['-1.50', '0.25'], '-1.25'],
  [['-0.05'], '-0.05'],
  [['7'], '7.00'],
])('adds %j to exactly %s', (amounts, sum) => expect(addAmounts(amounts)).toBe(sum))

it('adds with the decimal places of a currency, or those of an amount that has more', () => {
  expect(addAmounts(['1200', '34'], 0)).toBe('1234')
  expect(addAmounts(['1.234', '2'], 3)).toBe('3.234')
  expect(addAmounts(['100.55', '1'], 0)).toBe('101.55')
  expect(addAmounts([], 0)).toBe('0')
})
