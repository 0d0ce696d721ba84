import { Readable } from 'node:stream'
import { readRecords } from '@/lib/platform/csv/read-records'

/** Guarantee: text is cut before it is split, however much of it a stream hands over, and the cut changes no record. */

const text = `\ufeffid,name\r\n${Array.from({ length: 300 }, (_, i) => `${i},"Ünï ""${i}""\r\n😀"\r\n`).join('')}9,"open\r\n10,x\r\n`
const source = () => ({ stream: Readable.from([Buffer.from(text)]), name: 'file.csv' })

async function batches(batchChars: number) {
  const all = []
  const limits = { recordChars: 1_000, damagedQuotes: 10, batchChars }
  for await (const batch of readRecords(source(), ',', limits).batches) all.push(batch)
  return all
}

it('yields the same records whatever their batches, and few in each', async () => {
  const whole = (await batches(Infinity)).flat()
  expect(whole).toHaveLength(303)
  for (const batchChars of [64, 1_000, 4_096]) {
    const cut = await batches(batchChars)
    expect(cut.flat()).toEqual(whole)
    // A record has at least ten characters.
    expect(Math.max(...cut.map(({ length }) => length))).toBeLessThanOrEqual(batchChars / 10 + 1)
  }
})
