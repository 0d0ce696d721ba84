/** Invalid and hostile values, as texts of a URL and as values of a body. */
const cursorOf = (key: unknown) => Buffer.from(JSON.stringify(['AAAAAAAAAAA', key])).toString('base64url')

export const HOSTILE_TEXTS = [
  '',
  ' ',
  '0',
  '-1',
  '1e9',
  '1e400',
  'NaN',
  'Infinity',
  '-0',
  '0x10',
  '1'.repeat(400),
  'true',
  'null',
  '[]',
  '\0',
  'a\0b',
  '\u202e\u0085',
  "' or 1=1 --",
  '%',
  '_%\\',
  '\\',
  '../../etc/passwd',
  '<script>alert(1)</script>',
  '=HYPERLINK("http://x","y")',
  'x'.repeat(10_240),
  '0000-01-01',
  '0000-01-01T00:00:00Z',
  '9999-12-31',
  '9999-12-31T23:59:59.999Z',
  '9999-12-31T23:59:59.999999999999999999999Z',
  '2026-02-30',
  '2026-01-01T00:00:00-23:59',
  '0001-01-01T00:00:00+23:59',
  '9'.repeat(16),
  'CASE-999999999',
  '#2147483648',
  'constructor',
  '00000000-0000-0000-0000-000000000000',
  'ffffffff-ffff-ffff-ffff-ffffffffffff',
  'FFFFFFFF-FFFF-4FFF-8FFF-FFFFFFFFFFFF',
  Buffer.from('{}').toString('base64url'),
  cursorOf('x'),
]

export const HOSTILE_VALUES: unknown[] = [
  null,
  true,
  0,
  -1,
  0.5,
  1e308,
  Number.MAX_SAFE_INTEGER,
  [],
  {},
  [[]],
  [null],
  '\ud800',
  ...HOSTILE_TEXTS,
]

/**
 * The value with each of its parts, at any depth, replaced by each hostile value, omitted, or joined by an unknown one.
 */
export function* variantsOf(value: unknown): Generator<unknown> {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries())
      for (const other of [...HOSTILE_VALUES, ...variantsOf(item)]) yield value.with(i, other)
    if (value.length > 0) yield [...value, ...value]
    yield Array.from({ length: 5_000 }, () => value[0])
    return
  }
  if (typeof value !== 'object' || value === null) return
  for (const [name, part] of Object.entries(value)) {
    const { [name]: _, ...rest } = value as Record<string, unknown>
    yield rest
    for (const other of [...HOSTILE_VALUES, ...variantsOf(part)]) yield { ...value, [name]: other }
  }
  yield { ...value, tenant_id: 'x' }
  yield JSON.parse(JSON.stringify({ ...value, a: 1 }).replace('"a"', '"__proto__"'))
}
