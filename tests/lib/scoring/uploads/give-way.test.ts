import { inForeground } from '@/lib/scoring/path/foreground'
import { givingWay, givingWayToScores, LARGE_FILE, SMALL_FILE } from '@/lib/scoring/uploads/give-way'

/** Guarantee: a file gives way to single scores in flight, is done with each row once, and comes to its end all the same. */

const HOUR_MS = 3_600_000
const chunk = () => ({
  rows: Array.from({ length: 40 }, (_, i) => ({ line: 2 * i + 2 })),
  rejects: [{ line: 1 }, { line: 11 }, { line: 99 }],
})
const linesOf = (parts: { rows: { line: number }[]; rejects: { line: number }[] }[]) =>
  parts.flatMap(({ rows, rejects }) => [...rows, ...rejects].map(({ line }) => line))

afterEach(() => jest.restoreAllMocks())

async function collect(parts: ReturnType<ReturnType<typeof givingWay>>) {
  const all = []
  for await (const part of parts) all.push(part)
  return all
}

it('leaves a chunk whole while nobody scores single transactions', async () => {
  expect(await collect(givingWay(SMALL_FILE)(chunk()))).toEqual([chunk()])
})

it('hands out small parts while a score is in flight, and all rows in the end though it never ends', async () => {
  let end = () => {}
  const score = inForeground(() => new Promise<void>((resolve) => (end = resolve)))
  const parts = await collect(givingWay(LARGE_FILE)(chunk()) as never)
  end()
  await score
  expect(parts.length).toBeGreaterThan(1)
  expect(parts[0]!.rows.length).toBeLessThan(10)
  const all = chunk()
  expect(linesOf(parts as never).toSorted((a, b) => a - b)).toEqual(linesOf([all]).toSorted((a, b) => a - b))
  const rowLines = parts.flatMap(({ rows }) => rows.map(({ line }) => line))
  expect(rowLines).toEqual(all.rows.map(({ line }) => line))
})

it('takes the next part only after the scores in flight have ended', async () => {
  const parts = givingWay(LARGE_FILE)(chunk())
  let end = () => {}
  let ended = false
  const score = inForeground(async () => {
    await new Promise<void>((resolve) => (end = resolve))
    ended = true
  })
  await parts.next()
  // A part that took long leaves a score much time.
  await new Promise((resolve) => setTimeout(resolve, 200))
  const next = parts.next().then(() => ended)
  setTimeout(end, 20)
  expect(await next).toBe(true)
  await score
})

it('does not make up for the time that a part waited for others', async () => {
  let end = () => {}
  const score = inForeground(() => new Promise<void>((resolve) => (end = resolve)))
  const parts = givingWay(SMALL_FILE)(chunk())
  await parts.next()
  jest.spyOn(performance, 'now').mockReturnValueOnce(performance.now() + HOUR_MS)
  expect((await parts.next()).done).toBe(false)
  end()
  await score
})

it('leaves a tenth of the time to a file that is only read', async () => {
  let end = () => {}
  const score = inForeground(() => new Promise<void>((resolve) => (end = resolve)))
  let nowMs = performance.now()
  jest.spyOn(performance, 'now').mockImplementation(() => nowMs)
  const waits = jest.spyOn(globalThis, 'setTimeout')
  const giveWay = givingWayToScores()
  for (const readMs of [12, 12, 12, 12, 12]) {
    nowMs += readMs
    await giveWay()
  }
  expect(waits.mock.calls.map(([, ms]) => Math.round(ms!))).toEqual([216, 216])
  end()
  await score
})
