import { readCsv } from '@/lib/platform/csv/read'
import { AppError } from '@/lib/platform/errors'

const FORMAT = { columns: ['id', 'list', 'note'], required: ['id', 'list'], maxRows: 3 } as const
const read = (source: string | Uint8Array) => readCsv(source, FORMAT)

/** Why the file as a whole is rejected. */
function fileError(source: string | Uint8Array) {
  try {
    read(source)
    return null
  } catch (error) {
    return error instanceof AppError ? (error.errors?.[0] ?? error.code) : error
  }
}

it('reads columns in any order and fills in missing ones, with a byte order mark or without', () => {
  const cells = { id: 'C-1', list: 'blocked', note: '' }
  expect(read('\ufeffLIST, id\r\nblocked, C-1 \r\n')).toEqual([{ line: 2, cells, problem: null }])
  expect(read(new TextEncoder().encode('id,list\nC-1,blocked'))).toEqual([{ line: 2, cells, problem: null }])
})

it('reports a row with another number of cells than the header', () => {
  expect(read('id,list\nC-1\n')).toMatchObject([
    { line: 2, cells: { id: 'C-1' }, problem: 'has 1 cells, the header has 2' },
  ])
})

it('counts the lines of blank rows and of line breaks in cells', () => {
  expect(read('id,list\r\n\r\nC-1,"a\r\nb"\r\nC-2,c\r\n').map(({ line }) => line)).toEqual([3, 5])
})

it.each([
  ['', 'the column "id" is missing'],
  ['id,list,colour\n', 'the column "colour" is not one of id, list, note'],
  ['id,list,ID\n', 'the column "id" is there twice'],
  ['id,note\n', 'the column "list" is missing'],
  ['list\n', 'the column "id" is missing'],
])('rejects the header of %j', (text, reason) => {
  expect(fileError(text)).toEqual({ field: 'line 1', reason })
})

it('rejects a quote that is not closed, with the line where its row begins', () => {
  expect(fileError('id,list\nC-1,blocked\n"C-2,blocked\n')).toEqual({
    field: 'line 3',
    reason: 'a quote is not closed or not doubled',
  })
})

it('rejects one row too many, with its line', () => {
  expect(fileError('id,list\n1,a\n2,a\n3,a\n')).toBeNull()
  expect(fileError('id,list\n1,a\n2,a\n3,a\n4,a\n')).toEqual({
    field: 'line 5',
    reason: 'is beyond the 3 rows that a file may have',
  })
})

it('rejects bytes that are not UTF-8', () => {
  expect(fileError(new Uint8Array([0x69, 0xff]))).toBe('invalid-text')
})
