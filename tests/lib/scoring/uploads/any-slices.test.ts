import fc from 'fast-check'
import { type FileChunk, readRows } from '@/lib/scoring/uploads/file/read-rows'
import { streamOf } from '@/lib/scoring/uploads/file/read-sample'
import { partsOf } from '@/lib/scoring/uploads/file/parts-of'
import { readMapping } from '@/lib/scoring/uploads/file/prepare-mapping'
import { uploadMapping } from '../../../support/upload'
import { TENANT } from './file-support'

/** Guarantee: how the bytes of a file are cut changes none of its rows; a reader that goes on reads those it has not done. */

const HEADER = 'step,type,amount,nameOrig'
const cell = fc.constantFrom('C1', 'Ünïcödé', '"a,b"', '"two\nlines"', '"say ""no"""', '', '😀')
const line = fc
  .record({
    step: fc.integer({ min: 1, max: 700 }),
    amount: fc.constantFrom('1.00', 'ten', '2'),
    sender: cell,
  })
  .map(({ step, amount, sender }) => `${step},PAYMENT,${amount},${sender}`)
const file = fc
  .tuple(fc.array(line, { maxLength: 60 }), fc.constantFrom('\n', '\r\n', '\r'), fc.boolean())
  .map(([lines, newline, hasMark]) =>
    Buffer.from(`${hasMark ? '\ufeff' : ''}${[HEADER, ...lines].join(newline)}${newline}`),
  )

function slicesOf(bytes: Buffer, sizes: readonly number[]): Buffer[] {
  const slices: Buffer[] = []
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = sizes[i % sizes.length]!
    slices.push(bytes.subarray(at, at + size))
    at += size
  }
  return slices
}

async function read(slices: Buffer[], options: { chunkRows?: number; skip?: number } = {}) {
  const chunks: FileChunk[] = []
  const source = {
    file: streamOf(slices),
    mapping: readMapping(JSON.stringify(uploadMapping), TENANT),
    header: HEADER.split(','),
    tenant: TENANT,
    now: new Date('2026-06-01T00:00:00Z'),
  }
  for await (const chunk of readRows({ ...source, ...options })) chunks.push(chunk)
  return chunks
}

/** Each row and each reject in the order of the file. */
const flat = (chunks: FileChunk[]) =>
  chunks.flatMap(({ rows, rejects }) =>
    [...rows.map(({ line, cells }) => ({ line, cells })), ...rejects].toSorted((a, b) => a.line - b.line),
  )

it('reads the same rows from any slices', async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 6 }),
      async (bytes, sizes) => {
        expect(flat(await read(slicesOf(bytes, sizes)))).toEqual(flat(await read([bytes])))
      },
    ),
    { numRuns: 60 },
  )
})

it.each(['\n', '\r\n', '\r'])(
  'reads the same rows wherever a file of lines that end with %j is cut',
  async (newline) => {
    const bytes = Buffer.from(['\ufeff' + HEADER, '1,PAYMENT,1.00,Ü', '2,PAYMENT,2.00,C2', ''].join(newline))
    const whole = flat(await read([bytes]))
    expect(whole).toHaveLength(2)
    for (let at = 1; at < bytes.length; at++) {
      expect(flat(await read(slicesOf(bytes, [at, bytes.length])))).toEqual(whole)
    }
  },
)

it('goes on behind any number of rows, in chunks and parts of any size', async () => {
  await fc.assert(
    fc.asyncProperty(
      file,
      fc.nat({ max: 70 }),
      fc.integer({ min: 1, max: 20 }),
      async (bytes, skip, size) => {
        const all = flat(await read([bytes]))
        const rest = await read([bytes], { skip, chunkRows: size })
        expect(flat(rest)).toEqual(all.slice(skip))
        const parts = rest.flatMap((chunk) => partsOf(chunk, 3))
        expect(flat(parts)).toEqual(all.slice(skip))
        expect(Math.max(0, ...parts.map(({ rows }) => rows.length))).toBeLessThanOrEqual(3)
      },
    ),
    { numRuns: 60 },
  )
})
