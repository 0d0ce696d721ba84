import { hash } from 'node:crypto'

/**
 * A number in [0, 1) that depends on its key only: the demo's users decide the same about a transaction in every run,
 * in any order.
 */
export const chance = (subject: string, question: string): number =>
  hash('sha256', `${subject}\n${question}`, 'buffer').readUInt32BE() / 2 ** 32

/** One of the items, by the same rule. */
export function pick<T>(items: readonly [T, ...T[]], subject: string, question: string): T {
  return items[Math.floor(chance(subject, question) * items.length)] ?? items[0]
}

/** An exponential waiting time with this mean, in the unit of the mean. */
export const waiting = (mean: number, subject: string, question: string): number =>
  -mean * Math.log(1 - chance(subject, question))
