import fc from 'fast-check'
import { parseStrictJson } from '@/lib/http/strict-json'
import { AppError } from '@/lib/platform/errors'

const RESERVED = ['__proto__', 'constructor', 'prototype']

function rejectionOf(source: string | Uint8Array): { code: string; field?: string } {
  try {
    parseStrictJson(source)
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, field: error.errors?.[0]?.field }
    throw error
  }
  return { code: 'accepted' }
}

/** Values that both JSON and we can carry. */
const storable = fc.jsonValue({ depthSize: 'medium' }).filter((value) => {
  const text = JSON.stringify(value)
  return !/\\u0000|\\ud[89a-f]/i.test(text) && !RESERVED.some((name) => text.includes(name)) && isExact(value)
})
const isExact = (value: unknown): boolean => {
  if (typeof value === 'number') return Math.abs(value) <= Number.MAX_SAFE_INTEGER && !Object.is(value, -0)
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(isExact)
}

describe('parseStrictJson reads what JSON.parse reads', () => {
  test('reads any storable value, compact or indented, as text or bytes', () => {
    fc.assert(
      fc.property(storable, fc.constantFrom(0, 1, '\t', ' \n'), (value, indent) => {
        const text = JSON.stringify(value, null, typeof indent === 'string' ? indent.trim() || 2 : indent)
        const expected: unknown = JSON.parse(text)
        expect(parseStrictJson(text)).toEqual(expected)
        expect(parseStrictJson(Buffer.from(text))).toEqual(expected)
      }),
      { numRuns: 1_000 },
    )
  })

  test('rejects exactly what JSON.parse rejects, over mutated documents', () => {
    const edit = fc.record({
      at: fc.nat(),
      cut: fc.nat(3),
      put: fc.constantFrom(...'{}[]",:\\ tfn019.-+eEu/\n\0'.split('')),
    })
    fc.assert(
      fc.property(storable, fc.array(edit, { minLength: 1, maxLength: 3 }), (value, edits) => {
        let text = JSON.stringify(value)
        for (const { at, cut, put } of edits) {
          const start = at % (text.length + 1)
          text = text.slice(0, start) + put + text.slice(start + cut)
        }
        const { code } = rejectionOf(text)
        if (code === 'malformed-json') expect(() => JSON.parse(text) as unknown).toThrow(SyntaxError)
        else if (code === 'accepted') expect(parseStrictJson(text)).toEqual(JSON.parse(text))
        else expect(['duplicate-key', 'unsafe-number', 'invalid-text', 'too-deep']).toContain(code)
      }),
      { numRuns: 3_000 },
    )
  })
})

describe('parseStrictJson rejects ambiguous JSON', () => {
  test.each([
    ['duplicate-key', 'amount', '{"amount":1,"amount":999}'],
    ['duplicate-key', 'rows[1].a', '{"rows":[{},{"a":1,"\\u0061":2}]}'],
    ['unsafe-number', 'id', '{"id":9007199254740993}'],
    ['unsafe-number', 'id', '{"id":9007199254740992}'],
    ['unsafe-number', '[0]', '[1e400]'],
    ['unsafe-number', '[0]', '[1e-400]'],
    ['unsafe-number', '[0]', '[-0]'],
    ['unsafe-number', '[0]', '[-0.0]'],
    ['unsafe-number', '[0]', '[0.1234567890123456789]'],
    ['unsafe-number', '[0]', `[0.${'0'.repeat(500)}1]`],
    ['invalid-text', 'a', '{"a":"\\u0000"}'],
    ['invalid-text', 'a', '{"a":"\0"}'],
    ['invalid-text', 'a', '{"a":"\\ud800"}'],
    ['invalid-text', 'a', '{"a":"\ud800"}'],
    ['invalid-text', 'a', '{"a":"\\ud83d x \\ude00"}'],
    ['invalid-text', 'm', '{"m":{"\\ud800":1}}'],
    ['unknown-field', '__proto__', '{"__proto__":{"isAdmin":true}}'],
    ['unknown-field', 'm.constructor', '{"m":{"constructor":{"prototype":{"isAdmin":true}}}}'],
    ['too-deep', undefined, `${'['.repeat(33)}${']'.repeat(33)}`],
    ['invalid-request', 'k500', `{${Array.from({ length: 501 }, (_, i) => `"k${i}":1`).join()}}`],
    ['malformed-json', undefined, '{"a":NaN}'],
    ['malformed-json', undefined, '{"a":Infinity}'],
    ['malformed-json', undefined, '{"a":-Infinity}'],
    ['malformed-json', undefined, '{"a":01}'],
    ['malformed-json', undefined, '{"a":1,}'],
    ['malformed-json', undefined, "{'a':1}"],
    ['malformed-json', undefined, '{"a":1}{'],
    ['malformed-json', undefined, '{"a":"\\x"}'],
    ['malformed-json', undefined, '{"a":"open'],
    ['malformed-json', undefined, '"\\'],
    ['malformed-json', undefined, '\ufeff{}'],
    ['malformed-json', undefined, ''],
  ])('case %#: %s at %s', (code, field, text) => {
    expect(rejectionOf(text)).toEqual({ code, field })
  })

  test('rejects bytes that are not UTF-8, and a byte order mark', () => {
    expect(rejectionOf(Buffer.from([0x22, 0xff, 0x22])).code).toBe('invalid-text')
    expect(rejectionOf(Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])).code).toBe('invalid-text')
    expect(rejectionOf(Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x7d])).code).toBe('malformed-json')
  })

  test('never changes Object.prototype', () => {
    rejectionOf('{"__proto__":{"isAdmin":true}}')
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined()
  })
})

describe('parseStrictJson keeps numbers as the caller wrote them', () => {
  test.each([
    ['181.00', 181],
    ['170136.10', 170136.1],
    ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ['1E2', 100],
    ['1.5e-7', 1.5e-7],
    ['0e99', 0],
    ['0.30000000000000004', 0.30000000000000004],
    ['5e-324', 5e-324],
  ])('%s', (text, value) => {
    expect(parseStrictJson(text)).toBe(value)
  })

  test('every amount of at most two decimals and 15 digits is exact', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 999_999_999_999_999n }), (cents) => {
        const text = `${cents / 100n}.${String(cents % 100n).padStart(2, '0')}`
        const value = parseStrictJson(text) as number
        expect(value.toFixed(2)).toBe(text)
      }),
    )
  })
})

// One that took quadratic time would not end within the time limit of tests.
test('reads or rejects a megabyte of nesting, digits or escapes', () => {
  expect(rejectionOf('['.repeat(1_000_000)).code).toBe('too-deep')
  expect(rejectionOf(`[0.${'0'.repeat(1_000_000)}1]`).code).toBe('unsafe-number')
  expect(rejectionOf(`"${'\\u00e9'.repeat(160_000)}"`).code).toBe('accepted')
  expect(rejectionOf(`"${'\\'.repeat(999_999)}`).code).toBe('malformed-json')
})
