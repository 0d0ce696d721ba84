import fc from 'fast-check'
import { hash32, inLockOrder, stripeOfEntity, stripeOfName } from '@/lib/scoring/states/stripes'

test('every name maps to one of 64 stripes; locks are taken in ascending order, each once', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 200 }), (names) => {
      const stripes = inLockOrder(names.map(stripeOfName))
      expect(stripes).toEqual([...new Set(stripes)].toSorted((a, b) => a - b))
      expect(inLockOrder(names.toReversed().map(stripeOfName))).toEqual(stripes)
      expect(stripes.every((stripe) => Number.isInteger(stripe) && stripe >= 0 && stripe < 64)).toBe(true)
    }),
  )
})

test('an entity has the same stripe as in earlier releases, by kind and id', () => {
  const prefixes = { account: 'a:', device: 'd:', merchant_category: 'm:' } as const
  for (const [kind, prefix] of Object.entries(prefixes)) {
    for (const id of ['x', 'C1305486145', 'ü€']) {
      expect(stripeOfEntity({ kind: kind as keyof typeof prefixes, id })).toBe(stripeOfName(prefix + id))
    }
  }
})

test('the hash is FNV-1a with 32 bits', () => {
  // Published test vectors of the algorithm.
  expect(hash32('') >>> 0).toBe(0x811c9dc5)
  expect(hash32('a') >>> 0).toBe(0xe40c292c)
  expect(hash32('foobar') >>> 0).toBe(0xbf9cf968)
})
