import { AppError } from '@/lib/platform/errors'
import { csvLine, textCell } from '@/lib/platform/csv/write'
import { parseImport } from '@/lib/desk/watchlists/parse-import'
import { MAX_IMPORT_ROWS } from '@/lib/desk/watchlists/schema'

const NOW = new Date('2026-11-20T12:00:00Z')
const parse = (text: string) => parseImport({ country: 'KE' }, text, NOW)

/** Why the file as a whole is rejected. */
function fileError(text: string) {
  try {
    parse(text)
    return null
  } catch (error) {
    return error instanceof AppError ? error.errors?.[0] : error
  }
}

it('reads a row with all columns in any order, and one with the two required columns', () => {
  const [full] = parse('list,id,reason,expires_at,kind\r\nblocked,D-1, mule ,2026-12-01T00:00:00Z,device\r\n')
  expect(full).toEqual({
    line: 2,
    kind: 'device',
    id: 'D-1',
    list: 'blocked',
    rejection: null,
    entry: {
      kind: 'device',
      id: 'D-1',
      list: 'blocked',
      reason: 'mule',
      received: null,
      expiresAt: new Date('2026-12-01T00:00:00Z'),
    },
  })
  const [short] = parse('\ufeffID, List\nC-1,trusted')
  expect(short?.entry).toEqual({
    kind: 'account',
    id: 'C-1',
    received: null,
    list: 'trusted',
    reason: null,
    expiresAt: null,
  })
})

it('reads the ids that an export wrote, with formula signs and quotes', () => {
  const ids = ['=1+1', "'=1+1", '-5', 'a"b', 'C,1', '+49 30', '@x', 'plain']
  const text = [
    csvLine(['kind', 'id', 'list']),
    ...ids.map((id) => csvLine(['account', textCell(id), 'blocked'])),
  ]
  expect(parse(text.join('')).map(({ entry }) => entry?.id)).toEqual(ids)
})

it('reports the line where a row begins, across blank lines and line breaks in cells', () => {
  const text = 'id,list,reason\r\n\r\nC-1,blocked,"two\r\nlines"\r\nC-2,grey,x\r\n'
  expect(parse(text).map(({ line, rejection: why }) => [line, why])).toEqual([
    [3, null],
    [5, 'list must be blocked or trusted'],
  ])
})

it.each([
  ['C-1', 'has 1 cells, the header has 5'],
  ['robot,C-1,blocked,,', 'kind must be account, device, phone'],
  ['account,C-1,grey,,', 'list must be blocked or trusted'],
  ['account,,blocked,,', 'id must have 1 to 64 characters and no control characters'],
  [`account,${'x'.repeat(65)},blocked,,`, 'id must have 1 to 64 characters and no control characters'],
  ['account,C\u00071,blocked,,', 'id must have 1 to 64 characters and no control characters'],
  [`account,C-1,blocked,${'r'.repeat(513)},`, 'reason must have at most 512 characters'],
  ['account,C-1,blocked,,tomorrow', 'expires_at must be an instant such as 2027-01-31T00:00:00Z'],
  ['account,C-1,blocked,,2026-11-20T12:00:00Z', 'expires_at must lie in the future'],
])('rejects the row %s', (row, why) => {
  const [parsed] = parse(`kind,id,list,reason,expires_at\n${row}\n`)
  expect(parsed).toMatchObject({ line: 2, entry: null, rejection: why })
})

it('accepts the first of two rows for one entity; the same id of another kind is another entity', () => {
  const rows = parse('kind,id,list\naccount,1,blocked\nphone,0788534310,blocked\naccount,1,trusted\n')
  expect(rows.map(({ rejection: why }) => why)).toEqual([null, null, 'names the same account as line 2'])
})

it('accepts the allowed number of rows and rejects one more', () => {
  const rows = (count: number) =>
    'id,list\n' + Array.from({ length: count }, (_, i) => `C-${i},blocked\n`).join('')
  expect(parse(rows(MAX_IMPORT_ROWS))).toHaveLength(MAX_IMPORT_ROWS)
  expect(fileError(rows(MAX_IMPORT_ROWS + 1))).toMatchObject({ field: `line ${MAX_IMPORT_ROWS + 2}` })
})
