import fc from 'fast-check'
import { csvLine, plainText, textCell } from '@/lib/platform/csv/write'

/** No cell starts a formula, at whatever separator a spreadsheet splits it. */
const TRIGGERS = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠']
const BLANKS = ['', ' ', '\u00a0', '\u200b', '\ufeff', ' \u200b ']
const BEFORE = ['', 'a;', 'a,', 'a\t', 'a\r\n']

const cells = BEFORE.flatMap((before) =>
  BLANKS.flatMap((blank) => TRIGGERS.map((trigger) => `${before}${blank}${trigger}1+1`)),
)

/** Parts of a cell as a reader without quotes splits it, without the leading blanks that it skips. */
const parts = (cell: string) =>
  cell
    .slice(1, -1)
    .split(/[;,\t\r\n]/)
    .map((part) => part.replace(/^[\s\u00a0\u200b\ufeff]+/, ''))

it.each(cells.map((cell) => [JSON.stringify(cell), cell]))(
  'writes %s as text, not as a formula',
  (_, cell) => {
    expect(parts(textCell(cell)).filter((part) => /^[=+\-@\0＝＋－＠]/.test(part))).toEqual([])
  },
)

it('is read back as the same text', () => {
  const part = fc.constantFrom("'", '=', '+', '@', ',', ';', ' ', '\t', '\n', '\r', 'a', '"', '\u200b')
  fc.assert(
    fc.property(fc.string({ unit: part, maxLength: 12 }), (text) => {
      expect(plainText(textCell(text).slice(1, -1).replaceAll('""', '"'))).toBe(text)
    }),
  )
})

it('keeps plain text and doubles quotes', () => {
  expect(textCell('C-1 = 2')).toBe('"C-1 = 2"')
  expect(textCell('a"b')).toBe('"a""b"')
  expect(textCell("it's")).toBe(`"it's"`)
  expect(textCell(null)).toBe('')
})

it('keeps a phone number as it is, and nothing that goes on after one', () => {
  expect(textCell('+254788534310')).toBe('"+254788534310"')
  expect(plainText('+254788534310')).toBe('+254788534310')
  for (const text of ['+1', '+254788534310+1', '+254788534310\n', '+254788534310;=1+1', '-254788534310'])
    expect(textCell(text)).toMatch(/^"'[+-]/)
})

it('keeps numbers as numbers', () => {
  expect(csvLine(['-12.50', textCell('-12.50'), '0.1234'])).toBe(`-12.50,"'-12.50",0.1234\r\n`)
})
