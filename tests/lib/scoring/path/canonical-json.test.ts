/** Guarantee: the fast text of a transaction is its canonical JSON (RFC 8785). */

import * as fc from 'fast-check'
import { canonicalJson } from '@/lib/platform/canonical/json'
import { canonicalTransactionJson } from '@/lib/scoring/path/job'
import { transactionBody } from '@/lib/scoring/path/schema'

const text = fc.string({
  unit: fc.constantFrom('a', 'Z', '7', '"', '\\', ':', 'metadata', 'null', '{', '$&', 'é'),
  minLength: 1,
  maxLength: 12,
})
const optional = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const bodies = fc.record({
  type: fc.constant('TRANSFER'),
  amount: fc.integer({ min: 0, max: 1e9 }).map((minor) => minor / 100),
  sender_account: text,
  receiver_account: optional(text),
  external_id: optional(text),
  city: optional(text),
  latitude: optional(fc.double({ min: -90, max: 90, noNaN: true })),
  metadata: optional(fc.dictionary(text, fc.jsonValue({ maxDepth: 3 }))),
})

it('equals the canonical JSON of every transaction', () => {
  fc.assert(
    fc.property(bodies, (body) => {
      const parsed = transactionBody.safeParse(body)
      if (!parsed.success) return
      const { written } = parsed.data
      expect(Object.keys(written)).toEqual(Object.keys(written).sort())
      expect(canonicalTransactionJson(written)).toBe(canonicalJson(written))
    }),
    { numRuns: 500 },
  )
})
