import { presentPlaces } from '@/lib/desk/dashboard/present'

describe('presentPlaces', () => {
  it('adds up the spellings of a place and counts transactions without one', () => {
    const rows = [
      { place: 'US', transactions: 2, flagged: 1, amount: '1.10' },
      { place: 'USA', transactions: 3, flagged: 0, amount: '2.20' },
      { place: 'GB', transactions: 6, flagged: 2, amount: '0.50' },
      { place: '', transactions: 4, flagged: 1, amount: '9.00' },
    ]
    const nameOf = (place: string) =>
      place === '' ? null : { code: place.slice(0, 2), name: place.slice(0, 2) }
    expect(presentPlaces(rows, nameOf, 'USD')).toEqual({
      places: [
        { code: 'GB', name: 'GB', transactions: 6, flagged: 2, flagged_share: 2 / 6, amount: '0.50' },
        { code: 'US', name: 'US', transactions: 5, flagged: 1, flagged_share: 0.2, amount: '3.30' },
      ],
      unplaced: { transactions: 4, flagged: 1 },
    })
  })
})
