import fc from 'fast-check'
import { packState, unpackState } from '@/lib/engine/features'
import { NumberPacker, NumberReader } from '@/lib/engine/features/states/packed-numbers'
import { Accounts, transactions } from './feature-support'

const EDGES = [0, 247, 248, 255, 256, 65_535, 65_536, 2 ** 24, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 48 - 1]
const ODD = [2 ** 48, Number.MAX_SAFE_INTEGER, -1, 0.1, -1 / 3, 5e-324, Number.MAX_VALUE, Infinity, NaN]

const number = fc.oneof(fc.constantFrom(...EDGES, ...ODD), fc.maxSafeNat(), fc.double())

it('keeps every bit of a number; -0 becomes 0', () => {
  fc.assert(
    fc.property(fc.array(fc.array(number, { maxLength: 40 })), (lists) => {
      const packer = new NumberPacker(new Uint8Array(100_000))
      for (const list of lists) packer.list(list)
      const reader = new NumberReader(packer.take())
      expect(lists.map(() => reader.list())).toEqual(lists.map((list) => list.map((value) => value + 0)))
      expect(reader.atEnd).toBe(true)
    }),
  )
})

it('uses one byte for a small number and five for a hash', () => {
  const sizeOf = (value: number) => {
    const packer = new NumberPacker(new Uint8Array(16))
    packer.number(value)
    return packer.take().length
  }
  expect([0, 247, 248, 65_536, 2 ** 32 - 1, 1.8e12, 0.5].map(sizeOf)).toEqual([1, 1, 3, 4, 5, 7, 9])
})

describe('a stored state', () => {
  const someAccount = () => {
    const accounts = new Accounts()
    const [row] = fc.sample(transactions(1), { numRuns: 1, seed: 7 })
    if (row?.[0]) accounts.score(row[0])
    const [state] = accounts.states.values()
    if (!state) throw new Error('nothing was scored')
    return state
  }

  it('is rejected if it is too short, too long or of an unknown layout', () => {
    const packed = packState('account', someAccount())
    for (let length = 0; length < packed.length; length++)
      expect(() => unpackState('account', packed.subarray(0, length))).toThrow(RangeError)
    expect(() => unpackState('account', new Uint8Array([...packed, 0]))).toThrow('more numbers')
    expect(() => unpackState('account', new Uint8Array([9, ...packed.subarray(1)]))).toThrow(
      'Unknown layout 9',
    )
    expect(() => unpackState('device', new Uint8Array([1, 0xfc]))).toThrow('no number begins with 252')
  })
})
