import type { LiveMessage } from './message'

/** Where a stream goes on: after an event and its time, or from some seconds ago, when the page was written. */
export type ResumePoint = { seq: bigint; atMs: number } | { ageSeconds: number }

/** The id of an event carries its time too: whether it is too old to resume from is known without a look-up. */
export const eventId = ({ seq, atMs }: Pick<LiveMessage, 'seq' | 'atMs'>): string => `${seq}-${atMs}`

/** Null for what no stream ever sent. */
export function parseEventId(id: string): { seq: bigint; atMs: number } | null {
  const [, seq, atMs] = /^(\d{1,18})-(\d{1,15})$/.exec(id) ?? []
  return seq === undefined ? null : { seq: BigInt(seq), atMs: Number(atMs) }
}
