import fc from 'fast-check'
import { z } from 'zod'
import { cursorCodec, toPage } from '@/lib/contract/pagination'

const codec = cursorCodec(z.tuple([z.number(), z.uuid()]))
const LIST = { name: 'queue', risk: 'high', order: 'loss' }
const ID = '0199f3a2-5f6e-7c41-9a57-0f4c1d2e3b4a'
const INVALID = expect.objectContaining({ code: 'invalid-cursor' }) as Error

test('a cursor returns its key unchanged, every finite double included', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (loss) => {
      expect(codec.decode(LIST, codec.encode(LIST, [loss, ID]))).toEqual([loss + 0, ID])
    }),
  )
})

test('rejects a cursor of another filter, order or list', () => {
  const cursor = codec.encode(LIST, [1, ID])
  for (const other of [
    { ...LIST, risk: 'low' },
    { ...LIST, order: 'time' },
    { ...LIST, name: 'models' },
  ]) {
    expect(() => codec.decode(other, cursor)).toThrow(INVALID)
  }
})

test('rejects anything that is not a cursor, without a crash', () => {
  const forged = Buffer.from(JSON.stringify(['x', [1, ID]])).toString('base64url')
  for (const text of ['', '%', 'null', forged, 'A'.repeat(2_000), codec.encode(LIST, [1, ID]).slice(0, -4)]) {
    expect(() => codec.decode(LIST, text)).toThrow(INVALID)
  }
  fc.assert(fc.property(fc.string(), (text) => expect(() => codec.decode(LIST, text)).toThrow(INVALID)))
})

test('toPage has a next cursor exactly when a row beyond the limit was read', () => {
  expect(toPage([1, 2, 3], 2, String)).toEqual({ items: [1, 2], next_cursor: '2' })
  expect(toPage([1, 2], 2, String)).toEqual({ items: [1, 2], next_cursor: null })
  expect(toPage([], 2, String)).toEqual({ items: [], next_cursor: null })
})
