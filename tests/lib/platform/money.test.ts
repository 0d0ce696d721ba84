import { addAmounts } from '@/lib/platform/money'

it.each([
  [[], '0.00'],
  [['0.1', '0.2'], '0.30'],
  [['9999999999999999.99', '0.01'], '10000000000000000.00'],
  [['-1.50', '0.25'], '-1.25'],
  [['-0.05'], '-0.05'],
  [['7'], '7.00'],
])('adds %j to exactly %s', (amounts, sum) => expect(addAmounts(amounts)).toBe(sum))
