/** Guarantee: a file that is no plain CSV is rejected by name before a row is scored; a bad row sinks only itself. */

import { gzipSync } from 'node:zlib'
import { MAX_COLUMNS, MAX_DAMAGED_QUOTES, MAX_FILE_BYTES, MAX_FILE_ROWS } from '@/lib/scoring/uploads/schema'
import { uploadMapping } from '../../../support/upload'
import { PAYSIM_HEADER, paysimLine, problemOf, readAll } from './file-support'

const GOOD = `${PAYSIM_HEADER}\n${paysimLine(1, 1)}\n`
const header = (names: string) => `${names}\n${names.split(',').fill('1').join(',')}\n`
const BOM = '\ufeff'

it.each<[string, string | Buffer, RegExp]>([
  ['an empty file', '', /^invalid-request file: the file is empty/],
  ['blank lines alone', '\n\n\n', /^invalid-request file: the file has no lines/],
  [
    'a ZIP archive or workbook',
    Buffer.from('PK\x03\x04xl/workbook.xml'),
    /^unsupported-media-type file: is a ZIP archive or an Excel/,
  ],
  ['a compressed file', gzipSync(GOOD), /^unsupported-media-type file: is compressed with gzip/],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10]), /^unsupported-media-type file: is a PNG/],
  ['UTF-16', Buffer.from(`${BOM}${GOOD}`, 'utf16le'), /^unsupported-media-type file: is in UTF-16/],
  [
    'UTF-16 without a mark',
    Buffer.from(GOOD, 'utf16le'),
    /^unsupported-media-type file: is not text: it has NUL/,
  ],
  [
    'a NUL byte in a cell',
    `${GOOD}${paysimLine(2, 2, 'C\0')}\n`,
    /^unsupported-media-type file: is not text: it has NUL/,
  ],
  [
    'a header that is not UTF-8',
    Buffer.from(`${PAYSIM_HEADER},caf\xe9\n`, 'latin1'),
    /^invalid-request .*UTF-8/,
  ],
  [
    'two byte-order marks',
    `${BOM}${BOM}${GOOD}`,
    /^invalid-request line 1: the file begins with two byte-order marks/,
  ],
  [
    'a repeated column',
    header('step,type,amount,amount,nameOrig'),
    /^invalid-request column 4: has the name of column 3, amount/,
  ],
  [
    'the column __proto__',
    header('step,__proto__,amount'),
    /^invalid-request column 2: has the reserved name __proto__/,
  ],
  [
    'the column constructor',
    header('step,type,Constructor'),
    /^invalid-request column 3: has the reserved name Constructor/,
  ],
  ['a column without a name', header('step,,amount'), /^invalid-request column 2: has no name/],
  [
    'too many columns',
    header(Array.from({ length: MAX_COLUMNS + 1 }, (_, i) => `c${i}`).join(',')),
    /^invalid-request line 1: has 201 columns/,
  ],
  [
    'a million columns',
    `${'c,'.repeat(1_000_000)}x\n`,
    /^invalid-request line 1: is longer than 65536 characters/,
  ],
  ['a header and nothing else', `${PAYSIM_HEADER}\n`, /^invalid-request file: has no row that can be read/],
  [
    'a line without an end',
    `${GOOD}${'x'.repeat(1_000_000)}`,
    /^invalid-request line 3: is longer than 65536 characters/,
  ],
  ['one column', 'a\n1\n', /^invalid-request line 1: no comma, semicolon, tab or bar/],
  [
    'too many rows',
    `${PAYSIM_HEADER}\n${`${paysimLine(1, 1)}\n`.repeat(MAX_FILE_ROWS + 1)}`,
    /^too-large line 10002: is beyond the 10000 rows/,
  ],
  [
    'too many bytes',
    Buffer.alloc(MAX_FILE_BYTES + 1, 'a'),
    /^too-large The file may have at most 5242880 bytes/,
  ],
  [
    'quotes that are damaged on many lines',
    `${GOOD}${'"x\n'.repeat(5_000)}`,
    new RegExp(`more than ${MAX_DAMAGED_QUOTES} lines have a quote`),
  ],
])('rejects %s', async (_case, file, problem) => {
  expect(await problemOf(readAll(file))).toMatch(problem)
})

it('reads five million line ends between two rows', async () => {
  const blank = MAX_FILE_BYTES - 1_000
  const { rows } = await readAll(`${GOOD}${'\n'.repeat(blank)}${paysimLine(2, 2)}\n`)
  expect(rows.map(({ line }) => line)).toEqual([2, blank + 3])
})

it('names the lines of bad rows, also after quoted line ends, and reads all others', async () => {
  const lines = [
    paysimLine(1, '1.00', '"C\r\n1"'),
    paysimLine(2, '2.00'),
    paysimLine(3, 'ten'),
    `${paysimLine(4, '4.00')},surplus`,
    '"a quote that nobody closes',
    paysimLine(5, '5.00'),
    paysimLine(6, '6.123'),
    '',
    paysimLine(7, '7.00').replace('TRANSFER', 'BARTER'),
  ]
  const { rows, rejects } = await readAll(`${PAYSIM_HEADER}\r\n${lines.join('\r\n')}\r\n`, {
    answers: { types: { BARTER: 'OTHER' } },
  })
  expect(rows.map(({ line }) => line)).toEqual([4, 8, 11])
  expect(rejects.map(({ line, errors }) => [line, errors[0]?.column, errors[0]?.reason])).toEqual([
    [2, 'nameOrig', expect.stringContaining('U+000D')],
    [5, 'amount', 'is not a plain number'],
    [6, '', 'has 12 columns instead of 11'],
    [7, '', 'a quote is not closed or not doubled'],
    [9, 'amount', 'must have at most 2 decimals in USD'],
  ])
})

it('takes rows in any order and gives each row without an id the id of its content', async () => {
  const one = await readAll(`${PAYSIM_HEADER}\n${paysimLine(9, '1.00')}\n${paysimLine(3, '1.00')}\n`)
  const other = await readAll(
    `${PAYSIM_HEADER}\n${paysimLine(3, '1')}\n${paysimLine(9, '1.0')}\n${paysimLine(3, '2')}\n`,
  )
  const ids = ({ rows }: typeof one) => rows.map(({ row }) => row.transaction.externalId)
  expect(one.rejects).toEqual([])
  expect(ids(other).slice(0, 2)).toEqual(ids(one).toReversed())
  expect(new Set(ids(other)).size).toBe(3)
})

it.each([
  ['a NUL character', '\0', 'holds a NUL character'],
  ['half of a character', '\ud800', 'holds half of a character'],
])('rejects a mapping with %s', async (_case, text, reason) => {
  const mapping = { ...uploadMapping, missing: [text] }
  expect(await problemOf(readAll(GOOD, { mapping }))).toMatch(
    new RegExp(`^invalid-request mapping: no JSON that can be read: The value at missing.* ${reason}`),
  )
})

it('lets other work have its turn while it reads', async () => {
  const file = `${PAYSIM_HEADER}\n${`${paysimLine(1, '1.00')}\n`.repeat(MAX_FILE_ROWS)}`
  let turns = 0
  let reading = true
  const turn = () => {
    turns += 1
    if (reading) setImmediate(turn)
  }
  setImmediate(turn)
  await readAll(file)
  reading = false
  expect(turns).toBeGreaterThan(file.length / 16_384)
})

it('reads a long file whose lines end with a carriage return alone', async () => {
  const lines = Array.from({ length: 6_000 }, (_, i) => paysimLine(i % 700, '1.00'))
  const file = `${[PAYSIM_HEADER, ...lines].join('\r')}\r`
  expect(file.length).toBeGreaterThan(262_144)
  expect((await readAll(file)).rows).toHaveLength(lines.length)
})
