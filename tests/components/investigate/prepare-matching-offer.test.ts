import { prepareMatchingOffer } from '@/app/(workspace)/investigate/prepare-matching-offer'

const offer = (count: number, { complete = true, moreIds = false } = {}) =>
  prepareMatchingOffer({ total: { count, capped: !complete }, complete }, moreIds, 50)

it('offers all matches beyond the page, up to a thousand', () => {
  expect(offer(50)).toBeNull()
  expect(offer(51)).toEqual({ count: 51, reason: null })
  expect(offer(1_000)).toEqual({ count: 1_000, reason: null })
})

it.each([
  [1_001, {}, /^1,001 match; at most 1,000 can be decided together/],
  [60, { complete: false }, /only 10,000 rows are counted/],
  [60, { moreIds: true }, /matches more than 20 ids/],
])('says why %i matches with %j cannot be selected', (count, given, reason) => {
  expect(offer(count, given)?.reason).toMatch(reason)
})
