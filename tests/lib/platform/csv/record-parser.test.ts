/** Guarantee: chunks of any size give the same records with their lines; a damaged record costs one line. */

import { RecordParser, type CsvRecord } from '@/lib/platform/csv/record-parser'

function records(text: string, size = text.length, delimiter = ','): CsvRecord[] {
  const parser = new RecordParser(delimiter)
  const found: CsvRecord[] = []
  for (let at = 0; at < text.length; at += size) found.push(...parser.take(text.slice(at, at + size)))
  return [...found, ...parser.finish()]
}
const good = (text: string, size?: number) =>
  records(text, size)
    .filter(({ damage }) => damage === null)
    .map(({ line, cells }) => [line, ...cells])

const MIXED = '\ufeffa,b\r\n1,"x\r\ny"\r\n\r\n2,"say ""hi"""\n , \n3,z'

it.each([1, 2, 3, 7, 100])('reads chunks of %d characters alike', (size) => {
  expect(good(MIXED, size)).toEqual([
    [1, 'a', 'b'],
    [2, '1', 'x\r\ny'],
    [5, '2', 'say "hi"'],
    [7, '3', 'z'],
  ])
})

it('reads lines that end with a carriage return alone', () => {
  expect(good('a,b\r1,2\r3,4')).toEqual([
    [1, 'a', 'b'],
    [2, '1', '2'],
    [3, '3', '4'],
  ])
})

it.each([
  ['a quote that is never closed', 'a,b\n1,"x\n2,y\n3,z\n', 2],
  ['a quote that a later one closes', 'a,b\n1,"x\n2,y\n3,"z"\n', 2],
  ['text after a closing quote', 'a,b\n1,y\n2,"x"x\n3,z\n', 3],
])('loses one line to %s, and keeps its text', (_case, text, line) => {
  const found = records(text)
  expect(found.filter(({ damage }) => damage !== null)).toEqual([
    { line, cells: [text.split('\n')[line - 1]], damage: 'a quote is not closed or not doubled' },
  ])
  expect(found.filter(({ damage }) => damage === null).map((record) => record.line)).toEqual(
    [1, 2, 3, 4].filter((other) => other !== line),
  )
})

it('loses one line of a long file to an unclosed quote', () => {
  const lines = Array.from({ length: 60_000 }, (_, i) => `${i},some text that fills the line`)
  lines[30_000] = '30000,"open'
  const found = records(`a,b\n${lines.join('\n')}\n`, 1 << 18)
  expect(found.filter(({ damage }) => damage !== null).map(({ line }) => line)).toEqual([30_002])
  expect(found).toHaveLength(60_001)
})

it('names rows with bytes that are not UTF-8, and a file that is no text', () => {
  expect(records('a,b\n1,caf\ufffd\n2,x\n').map(({ damage }) => damage)).toEqual([
    null,
    'has bytes that are not UTF-8',
    null,
  ])
  expect(() => records('a\0,\0b\0\n')).toThrow('not UTF-8 text')
})
