import { addAmounts } from '@/lib/desk/dashboard/assemble-activity'
import { leadingType } from '@/lib/desk/dashboard/figures'
import { gather } from '@/lib/desk/dashboard/read-places'

/** Sums stay exact, and names are joined. */
describe('addAmounts', () => {
  it.each([
    [[], '0.00'],
    [['0.1', '0.2'], '0.30'],
    [['9999999999999999.99', '0.01'], '10000000000000000.00'],
    [['-1.50', '0.25'], '-1.25'],
    [['-0.05'], '-0.05'],
    [['7'], '7.00'],
  ])('%j is %s', (amounts, sum) => expect(addAmounts(amounts)).toBe(sum))
})

describe('gather', () => {
  it('joins the spellings of a place and counts what names none', () => {
    const rows = [
      { place: 'US', transactions: 2, flagged: 1, amount: '1.10' },
      { place: 'USA', transactions: 3, flagged: 0, amount: '2.20' },
      { place: 'GB', transactions: 6, flagged: 2, amount: '0.50' },
      { place: '', transactions: 4, flagged: 1, amount: '9.00' },
    ]
    const nameOf = (place: string) =>
      place === '' ? null : { code: place.slice(0, 2), name: place.slice(0, 2) }
    expect(gather(rows, nameOf)).toEqual({
      places: [
        { code: 'GB', name: 'GB', transactions: 6, flagged: 2, amount: '0.50' },
        { code: 'US', name: 'US', transactions: 5, flagged: 1, amount: '3.30' },
      ],
      unplaced: { transactions: 4, flagged: 1 },
    })
  })
})

describe('leadingType', () => {
  const row = (type: string, flagged: number, expectedLoss: number) => ({
    type,
    high: 0,
    medium: 0,
    low: 9,
    flagged,
    expectedLoss,
  })
  it('is the one whose alerts would cost most', () =>
    expect(leadingType([row('A', 9, 1), row('B', 1, 500), row('C', 0, 0)])).toBe('B'))
  it('is none where nothing is flagged', () => expect(leadingType([row('A', 0, 0)])).toBeNull())
})
