import { eventId } from './event-id'
import type { LiveMessage } from './message'

/** The messages of one WebSocket, as JSON. Their id is that of the stream of server-sent events, so either can go on where the other ended. */
export function createSocketText(newestSeq: bigint) {
  let newest = newestSeq
  const text = (type: string, more: object = {}) => JSON.stringify({ type, ...more })
  const idAt = (atMs: number) => eventId({ seq: newest, atMs })
  return {
    opening: (nowMs: number) => text('CONNECTED', { id: idAt(nowMs) }),
    message({ seq, atMs, event }: LiveMessage): string {
      if (seq > newest) newest = seq
      return text('CHANGED', { id: idAt(atMs), ...event })
    },
    heartbeat: (nowMs: number) => text('HEARTBEAT', { id: idAt(nowMs) }),
    reset: () => text('RESET'),
    signedOut: () => text('SIGNED_OUT'),
  }
}
