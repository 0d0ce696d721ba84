import type { DecidedRow, DecidedRows, Scorer } from '@/lib/scoring/shadow/scorer'
import { MAX_CANARY_ROWS, MAX_ROWS, ShadowQueue } from '@/lib/scoring/shadow/shadow-queue'

const scorers = [{ stage: 'production' }, { stage: 'canary' }] as Scorer[]
const group = (tenantId: string, rows: number, decidedBy = 0): DecidedRows => ({
  tenantId,
  scorers,
  rows: Array.from({ length: rows }, () => ({ decidedBy }) as DecidedRow),
  matrices: [],
  policy: { version: 1, reviewThreshold: 0.5, blockThreshold: 0.9, mediumFrom: 0.3, highFrom: 0.8 },
})

test('tenants take turns, each in its order', () => {
  const queue = new ShadowQueue()
  for (const [tenant, rows] of [
    ['a', 1],
    ['a', 2],
    ['a', 3],
    ['b', 4],
  ] as const)
    queue.offer(group(tenant, rows))
  const turn = () => queue.take(3).map(({ tenantId, rows }) => `${tenantId}${rows.length}`)
  expect([turn(), turn(), turn(), turn()]).toEqual([['a1', 'a2'], ['b4'], ['a3'], []])
  expect(queue.size).toBe(0)
})

test('is bounded, and holds more where a canary decided', () => {
  const queue = new ShadowQueue()
  expect(queue.offer(group('a', MAX_ROWS))).toBe(true)
  expect(queue.offer(group('a', 1))).toBe(false)
  expect(queue.offer(group('b', MAX_CANARY_ROWS - MAX_ROWS, 1))).toBe(true)
  expect(queue.offer(group('b', 1, 1))).toBe(false)
  expect(queue.size).toBe(MAX_CANARY_ROWS)
  queue.take(MAX_ROWS)
  expect(queue.offer(group('a', 1, 1))).toBe(true)
})
