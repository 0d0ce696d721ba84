import { listQueueOperation } from '@/lib/desk/queue/api'
import { callOperation } from '../../../support/call-operation'
import { type MintedTenant, mintTenant } from '../../../support/minted-tenant'
import { scoreRows, tyingRows, usePolicy } from '../../../support/scored-rows'
import { scoringKey } from '../../../support/scoring'
import { listQueue, type QueueInput } from '../../../support/list-queue'

/** A cursor works for the list that issued it and says nothing to any other. */
let minted: MintedTenant
let key: string

beforeAll(async () => {
  minted = await mintTenant()
  key = await scoringKey(minted)
  await usePolicy(minted, [1e-9, 1e-8], [1e-9, 0.999999])
  await scoreRows(key, tyingRows(6, 'cursor'))
})

async function cursorOf(input: QueueInput): Promise<string> {
  const { next_cursor } = await listQueue(minted.as.analyst, { limit: 2, ...input })
  if (next_cursor === null) throw new Error('there is no second page')
  return next_cursor
}

const rejected = (input: QueueInput) =>
  expect(listQueue(minted.as.analyst, input)).rejects.toMatchObject({ code: 'invalid-cursor' })

/** The parts of an issued cursor, changed and packed again: the attacker's way. */
const repack = (cursor: string, change: (parts: [string, unknown[]]) => unknown): string => {
  const parts = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, unknown[]]
  return Buffer.from(JSON.stringify(change(parts))).toString('base64url')
}

test('rejects a cursor of another filter or order, in both directions', async () => {
  const lists: QueueInput[] = [
    { order: 'loss' },
    { order: 'time' },
    { order: 'loss', decision: 'pending' },
    { order: 'time', decision: 'pending' },
    { order: 'loss', risk_band: 'high' },
    { order: 'loss', outcome: 'review' },
  ]
  const issued = await Promise.all(lists.map(cursorOf))
  for (const [i, list] of lists.entries()) {
    for (const [j, cursor] of issued.entries()) {
      if (i === j) expect((await listQueue(minted.as.analyst, { ...list, cursor })).items).toHaveLength(4)
      else await rejected({ ...list, cursor })
    }
  }
})

test('the limit may change between pages', async () => {
  const cursor = await cursorOf({})
  expect((await listQueue(minted.as.analyst, { limit: 3, cursor })).items).toHaveLength(3)
})

test('rejects truncated, extended and invented cursors', async () => {
  const cursor = await cursorOf({})
  const invented = ['', 'x', '%', 'bnVsbA', 'W10', Buffer.from('[').toString('base64url'), 'A'.repeat(512)]
  for (const made of [
    cursor.slice(0, -4),
    cursor.slice(4),
    cursor + cursor,
    cursor.slice(0, 20),
    ...invented,
  ]) {
    await rejected({ cursor: made })
  }
})

test.each<[string, (parts: [string, unknown[]]) => unknown]>([
  ['an id that is none', ([list, [loss]]) => [list, [loss, "' or 1=1 --"]]],
  ['an id with NUL', ([list, [loss, id]]) => [list, [loss, `${String(id)}\u0000`]]],
  ['a loss that is text', ([list, [loss, id]]) => [list, [String(loss), id]]],
  ['no loss', ([list, [, id]]) => [list, [null, id]]],
  ['another list', ([, sortKey]) => ['queue', sortKey]],
  ['one part too many', ([list, sortKey]) => [list, [...sortKey, 1]]],
  ['one part too few', ([list]) => [list, []]],
])('rejects a forged cursor: %s', async (_, change) => {
  await rejected({ cursor: repack(await cursorOf({}), change) })
})

test('rejects a number beyond the range of doubles and accepts the greatest double', async () => {
  const cursor = await cursorOf({})
  const [list, [, id]] = JSON.parse(Buffer.from(cursor, 'base64url').toString()) as [string, unknown[]]
  const withLoss = (loss: string) =>
    Buffer.from(`["${list}",[${loss},"${String(id)}"]]`).toString('base64url')
  await rejected({ cursor: withLoss('1e999') })
  for (const [loss, rows] of [
    ['1.7976931348623157e308', 6],
    ['-0', 0],
    ['5e-324', 0],
  ] as const) {
    expect((await listQueue(minted.as.analyst, { cursor: withLoss(loss) })).items).toHaveLength(rows)
  }
})

test('a cursor of another tenant shows nothing of that tenant', async () => {
  const other = await mintTenant()
  const cursor = await cursorOf({ order: 'time' })
  expect(await listQueue(other.as.analyst, { order: 'time', cursor })).toEqual({
    items: [],
    next_cursor: null,
    searched_back_to: null,
    searched_down_to: null,
    more_ids: false,
  })
})

test('over HTTP an invalid cursor returns 400 invalid-cursor', async () => {
  const ask = (cursor: string) =>
    callOperation(listQueueOperation, {
      headers: { authorization: `Bearer ${key}` },
      query: `?cursor=${encodeURIComponent(cursor)}`,
    })
  const response = await ask(`${await cursorOf({ order: 'time' })}`)
  expect(response.status).toBe(400)
  expect((await response.json()).type).toBe('/docs/problems/invalid-cursor')
  expect((await ask('A'.repeat(513))).status).toBe(400)
  expect((await ask(await cursorOf({}))).status).toBe(200)
})
