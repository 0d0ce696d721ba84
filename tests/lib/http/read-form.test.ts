/** Guarantee: a form is read only if it is whole and has the parts that the operation names, each once. */

import { readForm } from '@/lib/http/read-form'
import type { AppError } from '@/lib/platform/errors'

const BOUNDARY = '----form7MA4YWxkTrZu0gW'
const PARTS = { file: 'a file', texts: { mapping: 'a mapping' } }
const part = (name: string, content: string, fileName?: string) =>
  `--${BOUNDARY}\r\ncontent-disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n${content}\r\n`

const read = (body: string, type = `multipart/form-data; boundary=${BOUNDARY}`) =>
  readForm(
    { method: 'POST', url: '/', headers: { get: () => type, has: () => true } },
    Buffer.from(body),
    PARTS,
  )
const reasonOf = (body: string, type?: string): Promise<string> =>
  read(body, type).then(
    () => 'accepted',
    (error: AppError) => error.detail ?? error.message,
  )

const FILE = part('file', 'a,b\r\n1,2', 'payments.csv')
const END = `--${BOUNDARY}--\r\n`

it('reads the file with its name and the texts, in any order', async () => {
  for (const body of [FILE + part('mapping', '{}') + END, part('mapping', '{}') + FILE + END]) {
    const { fileName, file, texts } = await read(body)
    expect([fileName, Buffer.from(file).toString(), { ...texts }]).toEqual([
      'payments.csv',
      'a,b\r\n1,2',
      { mapping: '{}' },
    ])
  }
})

it('takes a quoted boundary', async () => {
  expect((await read(FILE + END, `multipart/form-data; boundary="${BOUNDARY}"`)).fileName).toBe(
    'payments.csv',
  )
})

it.each([
  ['a body that ends early', FILE, /did not arrive whole/],
  ['no body', '', /did not arrive whole/],
  ['no file', part('mapping', '{}') + END, /file: is required/],
  ['a file as a text', part('file', 'a,b') + END, /file: is an unknown part/],
  ['a text as a file', FILE + part('mapping', '{}', 'm.json') + END, /mapping: is an unknown part/],
  ['two files', FILE + FILE + END, /file: is an unknown part, repeats/],
  ['an unknown part', FILE + part('__proto__', 'x') + END, /__proto__: is an unknown part/],
  ['many parts', part('mapping', '').repeat(100_000) + END, /more than 2 parts/],
  [
    'a text that is too long',
    FILE + part('mapping', 'x'.repeat(65_537)) + END,
    /mapping: has more than 65536/,
  ],
])('rejects %s', async (_case, body, reason) => {
  expect(await reasonOf(body)).toMatch(reason)
})

it('rejects a boundary that is missing or too long', async () => {
  expect(await reasonOf(FILE + END, 'multipart/form-data')).toMatch(/needs a boundary/)
  expect(await reasonOf(FILE + END, `multipart/form-data; boundary=${'x'.repeat(71)}`)).toMatch(
    /needs a boundary/,
  )
})
