import fc from 'fast-check'
import { readModelFile } from '@/lib/engine/inference/import/read-model-file'
import { readUbjson } from '@/lib/engine/inference/import/read-ubjson'
import { xgboostJson } from './support/model-files'
import { int64, writeUbjson } from './support/write-ubjson'

const bytes = (...parts: (string | number | Buffer)[]): Buffer =>
  Buffer.concat(
    parts.map((part) => {
      if (typeof part === 'number') return Buffer.of(part)
      return typeof part === 'string' ? Buffer.from(part) : part
    }),
  )

test('reads back any JSON value', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      expect(readUbjson(writeUbjson(value))).toEqual(value)
    }),
  )
})

test('reads numbers of every type, and skips no-ops', () => {
  const numbers = bytes(
    '[i',
    0xff,
    'NU',
    0xff,
    'I',
    0xff,
    0xfe,
    'l',
    0,
    0,
    1,
    0,
    'L',
    int64(-5),
    'd',
    0x3f,
    0x80,
    0,
    0,
    ']',
  )
  expect(readUbjson(numbers)).toEqual([-1, 255, -2, 256, -5, 1])
})

test('an XGBoost model is the same in JSON and in UBJSON', () => {
  const json = readModelFile(Buffer.from(JSON.stringify(xgboostJson())))
  expect(readModelFile(writeUbjson(xgboostJson()))).toEqual(json)
})

test('no part of a model file is read as a model', () => {
  const whole = writeUbjson(xgboostJson())
  for (let end = 1; end < whole.length; end += 7) {
    expect(() => readModelFile(whole.subarray(0, end))).toThrow(/ends early|neither|items in \d+ bytes/)
  }
})

describe('rejects at once', () => {
  const cases: [string, Buffer, RegExp][] = [
    ['more items than bytes', bytes('[$d#L', int64(2 ** 40)), /items in 0 bytes/],
    ['more numbers than bytes', bytes('[$D#i', 3, '12345678'), /ends early/],
    ['items without bytes', bytes('[$Z#L', int64(2 ** 40)), /container of type Z/],
    ['a negative length', bytes('S', 'i', 0xff), /negative length/],
    ['a length that is no integer', bytes('S', 'd', 0, 0, 0, 0), /not an integer/],
    ['an integer beyond 2^53', bytes('L', Buffer.from('7fffffffffffffff', 'hex')), /too large/],
    ['a type that does not exist', bytes('[', 'Q', ']'), /unknown type/],
    ['a type without a count', bytes('[$d]'), /without a count/],
    ['bytes after the end', bytes('TT'), /after the end/],
    ['nesting without end', Buffer.from('['.repeat(100_000)), /nested deeper/],
    ['nothing', Buffer.alloc(0), /ends early/],
  ]
  test.each(cases)('%s', (_, content, reason) => {
    expect(() => readUbjson(content)).toThrow(reason)
  })

  test('millions of values', () => {
    expect(() => readUbjson(bytes('[$U#l', 0, 0x7f, 0xff, 0xff, Buffer.alloc(0x7fffff)))).toThrow(/values/)
  })
})
