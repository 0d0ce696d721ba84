import {
  bytesArray,
  float8Array,
  hexArray,
  listOf,
  matrixArray,
  textArray,
  timestampArray,
} from '@/lib/platform/db'
import { withClient } from '../../../support/postgres'

/** Guarantee: a binary array preserves its values to the bit. */
async function echo(type: string, value: Buffer, read = 'value'): Promise<unknown[]> {
  const { rows } = await withClient('owner', (client) =>
    client.query(
      `select ${read} as value from unnest($1::${type}) with ordinality as list (value, at) order by at`,
      [value],
    ),
  )
  return rows.map((row) => row.value as unknown)
}

it('preserves every text and null', async () => {
  const texts = ['', 'a,"b"\\{}', 'null', null, 'naïve 💶 ☃', 'x'.repeat(70_000)]
  expect(await echo('text[]', textArray(texts))).toEqual(texts)
})

it('preserves every bit of a number and null', async () => {
  const numbers = [0, -0, 0.1, -1 / 3, 5e-324, Number.MAX_VALUE, Infinity, -Infinity, NaN, null]
  const bits = (value: number | null) => {
    if (value === null) return null
    const bytes = Buffer.alloc(8)
    bytes.writeDoubleBE(value)
    return bytes.toString('hex')
  }
  const stored = await echo('float8[]', float8Array(numbers), "encode(float8send(value), 'hex')")
  expect(stored).toEqual(numbers.map(bits))
})

it('preserves times before and after both epochs to the millisecond', async () => {
  const times = [0, -1, 946_684_799_999, 946_684_800_000, 1_795_182_634_177, 4_102_444_800_001]
  const stored = await echo('timestamptz[]', timestampArray([...times, null]))
  expect(stored.map((time) => (time as Date | null)?.getTime() ?? null)).toEqual([...times, null])
})

it('preserves bytes, also none', async () => {
  const bytes = [Buffer.from([0, 255, 92, 10]), Buffer.alloc(0), Buffer.alloc(5_000, 7), Buffer.alloc(300, 1)]
  expect(await echo('bytea[]', bytesArray(bytes.length, bytes))).toEqual(bytes)
  expect(await echo('bytea[]', hexArray(bytes.map((value) => value.toString('hex'))))).toEqual(bytes)
})

it('copies each value before it reads the next', async () => {
  const own = new Uint8Array(2)
  function* values() {
    for (let i = 0; i < 3; i++) yield own.fill(i)
  }
  const stored = await echo('bytea[]', bytesArray(3, values()))
  expect(stored).toEqual([0, 1, 2].map((i) => Buffer.alloc(2, i)))
})

it('accepts empty lists and typed arrays of both widths', async () => {
  expect(await echo('text[]', textArray([]))).toEqual([])
  expect(await echo('float8[]', float8Array([]))).toEqual([])
  expect(await echo('float8[]', matrixArray(Float32Array.of(1, 0.5, NaN)))).toEqual([1, 0.5, NaN])
  expect(await echo('float8[]', matrixArray(Float64Array.of(0.1, -3)))).toEqual([0.1, -3])
})

it('knows the bytes that the database sends a row of a matrix in', async () => {
  const rows = [
    [0, -0, NaN],
    [0.1, -1 / 3, 5e-324],
    [Infinity, -Infinity, 1],
  ]
  const matrix = matrixArray(Float64Array.from(rows.flat()))
  const list = listOf(matrix, rows.length)
  const bytes = rows.map((_, row) => {
    const own = Buffer.alloc(list.bytes)
    list.copy(row, own, 0)
    return own
  })
  const sent = await withClient('owner', (client) =>
    client.query<{ bytes: Buffer }>(
      `select array_send(($1::float8[])[3 * n - 2 : 3 * n]) as bytes from generate_series(1, 3) n order by n`,
      [matrix],
    ),
  )
  expect(sent.rows.map((row) => row.bytes)).toEqual(bytes)
})
