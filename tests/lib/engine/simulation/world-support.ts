import {
  simulateWorld,
  type SimulatedEvent,
  type SimulatedTransaction,
  type WorldConfig,
} from '@/lib/engine/simulation'

export const DAY_MS = 86_400_000
/** A Monday. */
export const START_MS = Date.UTC(2026, 0, 5)

/** A world that is made in a fraction of a second. */
export const SMALL: WorldConfig = { seed: 3, startMs: START_MS, days: 30, customers: 900 }

export const eventsOf = (config: WorldConfig): SimulatedEvent[] => [...simulateWorld(config)]

export const shareOf = <T>(items: readonly T[], holds: (item: T) => boolean): number =>
  items.filter(holds).length / items.length

export const missingShare = (events: readonly SimulatedEvent[], field: keyof SimulatedTransaction): number =>
  shareOf(events, ({ transaction }) => transaction[field] === null)

export const median = (values: number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)]!

export const dayOf = ({ transaction }: SimulatedEvent): number =>
  Math.floor((transaction.occurredAtMs - START_MS) / DAY_MS)
