import fc from 'fast-check'
import { lockNameOf, stripesOf } from '@/lib/entities/stripes'

test('stripes ascend and stand once each, whatever the names and their order', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 200 }), (names) => {
      const stripes = stripesOf(names)
      expect(stripes).toEqual([...new Set(stripes)].toSorted((a, b) => a - b))
      expect(stripesOf(names.toReversed())).toEqual(stripes)
      expect(stripes.every((stripe) => Number.isInteger(stripe) && stripe >= 0 && stripe < 64)).toBe(true)
    }),
  )
})

test('entities of different kinds with one id are locked under different names', () => {
  const kinds = ['account', 'device', 'merchant_category'] as const
  expect(new Set(kinds.map((kind) => lockNameOf({ kind, id: 'x' }))).size).toBe(3)
})
