/** Guarantee: the seed decides every event, time runs forward, and a long world needs no more memory than a short one. */

import { createHash } from 'node:crypto'
import { simulateWorld, type WorldConfig } from '@/lib/engine/simulation'
import { liveThrough } from '@/lib/engine/simulation/simulate-world'
import { createWorld } from '@/lib/engine/simulation/world'
import { DAY_MS, dayOf, eventsOf, SMALL, START_MS } from './world-support'

function hashOf(config: WorldConfig): string {
  const hash = createHash('sha256')
  for (const event of simulateWorld(config)) hash.update(JSON.stringify(event))
  return hash.digest('hex')
}

it('the same seed produces the same events, another seed produces others', () => {
  const first = hashOf(SMALL)
  expect(hashOf({ ...SMALL })).toBe(first)
  expect(hashOf({ ...SMALL, seed: 4 })).not.toBe(first)
})

it('a longer simulation begins with the events of the shorter one', () => {
  const short = eventsOf({ ...SMALL, days: 6 })
  const long = eventsOf({ ...SMALL, days: 12 })
  expect(JSON.stringify(long.slice(0, short.length)) === JSON.stringify(short)).toBe(true)
  expect(long.length).toBeGreaterThan(1.7 * short.length)
})

it('events are in time order, within the simulated period, with unique ids', () => {
  // Half past three: a world may begin at any time of day.
  const startMs = START_MS + 3.5 * 3_600_000
  const events = eventsOf({ ...SMALL, startMs })
  let lastMs = startMs
  for (const { transaction } of events) {
    const { occurredAtMs, step } = transaction
    if (occurredAtMs < lastMs || step !== Math.floor((occurredAtMs - startMs) / 3_600_000)) {
      throw new Error(`${transaction.externalId} is out of time`)
    }
    lastMs = occurredAtMs
  }
  expect(events.at(-1)!.transaction.occurredAtMs).toBeLessThan(startMs + SMALL.days * DAY_MS)
  expect(new Set(events.map(({ transaction }) => transaction.externalId)).size).toBe(events.length)
})

it('planned events stay within a few days, however long the simulation is', () => {
  const world = createWorld({ ...SMALL, days: 90, customers: 400 })
  const pendingAtDayEnd: number[] = []
  let rows = 0
  for (const event of liveThrough(world)) {
    rows += 1
    const day = dayOf(event)
    pendingAtDayEnd[day] = Math.max(pendingAtDayEnd[day] ?? 0, world.queue.size)
  }
  const perDay = rows / 90
  const early = Math.max(...pendingAtDayEnd.slice(20, 40))
  const late = Math.max(...pendingAtDayEnd.slice(70, 90))
  expect(late).toBeLessThan(4 * perDay)
  expect(late).toBeLessThan(1.5 * early)
})

it.each([
  ['days', { days: 0 }],
  ['customers', { customers: 10 }],
  ['seed', { seed: 1.5 }],
  ['startMs', { startMs: NaN }],
])('rejects a configuration with invalid %s and names the field', (name, change) => {
  expect(() => eventsOf({ ...SMALL, ...change })).toThrow(new RegExp(`${name} must be a whole number`))
})
