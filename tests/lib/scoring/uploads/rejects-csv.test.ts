/** Guarantee: a spreadsheet runs no cell of a file of rejected rows, and an upload of the file reads the cells as they were. */

import fc from 'fast-check'
import Papa from 'papaparse'
import { plainText } from '@/lib/platform/csv/write'
import { rejectsWriter } from '@/lib/scoring/uploads/file/rejects-csv'
import { uploadMapping } from '../../../support/upload'
import { PAYSIM_HEADER, paysimLine, readAll } from './file-support'

const STARTS = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']
/** Parts of a cell as a reader that splits at other separators sees them, without leading blanks. */
const parts = (cell: string) =>
  cell.split(/[;,\t\r\n]/).map((part) => part.replace(/^[\s\u00a0\u200b\ufeff]+/, ''))
const runs = (cell: string) => parts(cell).some((part) => /^[=+\-@\0＝＋－＠]/.test(part))
const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/

const cell = fc.oneof(
  fc.string(),
  fc
    .tuple(
      fc.constantFrom('', ' ', '\u00a0', '\u200b', '\ufeff', 'a;', 'a,'),
      fc.constantFrom(...STARTS),
      fc.string(),
    )
    .map((parts) => parts.join('')),
  fc.constantFrom('-12.50', '181.5', "'=x", '=HYPERLINK("http://x","y")'),
)
const reject = (cells: string[]) => ({
  line: 2,
  cells,
  errors: [{ line: 2, column: 'amount', field: 'amount', reason: '=1' }],
})

it('guards every cell and keeps numbers numbers, reversibly', () => {
  const { lines } = rejectsWriter(['a', 'b'], ',')
  fc.assert(
    fc.property(cell, cell, (a, b) => {
      const [read = []] = Papa.parse<string[]>(lines([reject([a, b])]), {
        delimiter: ',',
        newline: '\r\n',
      }).data
      expect(read.slice(0, 2).map(plainText)).toEqual([a, b])
      for (const written of read) expect(NUMBER.test(written) || !runs(written)).toBe(true)
    }),
    { numRuns: 2_000 },
  )
})

it('is read as the original once it is corrected, without columns of its own twice', async () => {
  const bad = paysimLine(1, 'ten', '=SUM(A1)')
  const { rejects, header } = await readAll(`${PAYSIM_HEADER}\n${bad}\n${paysimLine(2, '1')}\n`)
  const writer = rejectsWriter(header, ',')
  const corrected = `${writer.header}${writer.lines(rejects)}`.replace('"ten"', '10.00')
  const again = await readAll(corrected)
  expect(again.rows.map(({ row }) => [row.transaction.senderAccount, row.transaction.amountMinor])).toEqual([
    ['=SUM(A1)', 1_000],
  ])
  expect(rejectsWriter(again.header, ',').header).toBe(writer.header)
})

it('rejects a row of another width again until someone corrects it, and keeps a line that cannot be split', async () => {
  const ten = paysimLine(5, 'ten')
  const lines = [`${paysimLine(1, '1.00')},surplus`, '2,TRANSFER,2.00,C1', '"3,TRANSFER,unclosed', ten, ten]
  let file = `${PAYSIM_HEADER}\n${lines.join('\n')}\n`
  for (const _round of [1, 2, 3]) {
    const { rows, rejects, header } = await readAll(file)
    expect(rows).toEqual([])
    expect(rejects).toHaveLength(lines.length)
    const writer = rejectsWriter(header, ',')
    file = `${writer.header}${writer.lines(rejects)}`
    expect(file).toContain('"surplus"')
    expect(file).toContain('"""3,TRANSFER,unclosed"')
  }
})

it.each([';', '\t', '|', '.', '1'])(
  'is read by the mapping of a file that is split at %j',
  async (delimiter) => {
    const mapping = { ...uploadMapping, delimiter, decimal: '.' }
    const quoted = (cells: string[]) => cells.map((cell) => `"${cell}"`).join(delimiter)
    const lines = [
      ['step', 'type', 'amount', 'nameOrig'],
      ['11', 'TRANSFER', 'ten', 'C1,2;3'],
    ].map(quoted)
    const { rejects, header } = await readAll(`${lines.join('\n')}\n`, { mapping })
    const writer = rejectsWriter(header, delimiter)
    const again = await readAll(`${writer.header}${writer.lines(rejects)}`.replace('ten', '1.10'), {
      mapping,
    })
    expect(again.rejects).toEqual([])
    expect(again.rows.map(({ row }) => [row.transaction.senderAccount, row.transaction.amountMinor])).toEqual(
      [['C1,2;3', 110]],
    )
  },
)
