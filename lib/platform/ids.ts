import { randomUUID } from 'node:crypto'
import { singleton } from './singleton'

const last = singleton('ids', () => ({ ms: 0, counter: 0, begins: '' }))

/** The counter as it stands in an id. */
const SEQUENCES = Array.from({ length: 0x1000 }, (_, n) => n.toString(16).padStart(3, '0'))

/**
 * A time-ordered UUID (RFC 9562, version 7, with its 12 bits after the time as a counter): ids of one process grow, so new
 * rows land at the right edge of their indexes. Random bits come from the runtime's own pool: ten times cheaper than
 * asking for 16 fresh bytes each time.
 */
export function newId(): string {
  const now = Date.now()
  if (now > last.ms) beginAt(now)
  else if (++last.counter === SEQUENCES.length) beginAt(last.ms + 1)
  return last.begins + SEQUENCES[last.counter] + randomUUID().slice(18)
}

function beginAt(ms: number): void {
  last.ms = ms
  last.counter = 0
  const time = ms.toString(16).padStart(12, '0')
  last.begins = `${time.slice(0, 8)}-${time.slice(8)}-7`
}

/** When the row of an id was created, to the millisecond. */
export const timeOfId = (id: string): Date => new Date(parseInt(id.slice(0, 8) + id.slice(9, 13), 16))

/** The smallest id of a time: ids of rows that were created from then on are not below it. */
export const firstIdAt = (at: Date): string => {
  const time = at.getTime().toString(16).padStart(12, '0')
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`
}
