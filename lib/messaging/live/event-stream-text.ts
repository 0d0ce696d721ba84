import { eventId } from './event-id'
import type { LiveMessage } from './message'
import { RESET } from './schema'

const RETRY_MS = 2_000

/** The lines of one stream (HTML, server-sent events). Its id never goes back: a late event keeps the newest number. */
export function createStreamText(newestSeq: bigint) {
  let newest = newestSeq
  return {
    opening: (nowMs: number) => `retry: ${RETRY_MS}\nid: ${eventId({ seq: newest, atMs: nowMs })}\n\n`,
    message(message: LiveMessage): string {
      if (message.seq > newest) newest = message.seq
      const id = eventId({ seq: newest, atMs: message.atMs })
      return `id: ${id}\ndata: ${JSON.stringify(message.event)}\n\n`
    },
    /** Keeps the connection alive, and the point to resume from young. */
    heartbeat: (nowMs: number) => `id: ${eventId({ seq: newest, atMs: nowMs })}\n\n`,
    reset: () => `event: ${RESET}\ndata: {}\n\n`,
    signedOut: () => 'event: signed-out\ndata: {}\n\n',
  }
}
