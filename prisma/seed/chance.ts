import { hash } from 'node:crypto'

/**
 * A number in [0, 1) that depends on nothing but the name of what is asked: the demo's people decide the same of the same
 * transaction each time it is seeded, in whatever order.
 */
export const chance = (subject: string, question: string): number =>
  hash('sha256', `${subject}\n${question}`, 'buffer').readUInt32BE() / 2 ** 32

/** One of the items, by the same rule. */
export function pick<T>(items: readonly [T, ...T[]], subject: string, question: string): T {
  return items[Math.floor(chance(subject, question) * items.length)] ?? items[0]
}

/** A waiting time with this mean (exponential), in the unit of the mean. */
export const waiting = (mean: number, subject: string, question: string): number =>
  -mean * Math.log(1 - chance(subject, question))
