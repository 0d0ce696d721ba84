import { planDay } from './behaviour/plan-day'
import { bookPayment } from './book-payment'
import { planCrime } from './crime/plan-crime'
import { DAY_MS } from './time'
import type { SimulatedEvent, WorldConfig } from './types'
import { createWorld, type World } from './world'

/**
 * All payments of a simulation in time order, generated on demand. The same configuration gives the same events, bit
 * for bit. Memory grows with the number of customers, not of days: a day is planned when it begins.
 * @throws RangeError when a number of the configuration makes no world
 */
export const simulateWorld = (config: WorldConfig): Generator<SimulatedEvent, void, void> =>
  liveThrough(createWorld(config))

/** The same for a given world, which the caller can inspect meanwhile. */
export function* liveThrough(world: World): Generator<SimulatedEvent, void, void> {
  const { startMs, days } = world.config
  let sequence = 0
  for (let day = 0; day < days; day++) {
    planDay(world, day)
    planCrime(world, day)
    const endMs = startMs + (day + 1) * DAY_MS
    for (let event = world.queue.takeBefore(endMs); event; event = world.queue.takeBefore(endMs)) {
      const payment = event.play(event.atMs)
      if (payment !== null) yield bookPayment(world, event.atMs, ++sequence, payment)
    }
  }
}
