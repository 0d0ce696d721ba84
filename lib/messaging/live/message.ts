import { z } from 'zod'
import { uuid } from '@/lib/contract/uuid'
import { liveEvent, type LiveEvent } from './schema'

/** One event on its way to the pages of its tenant. */
export interface LiveMessage {
  seq: bigint
  atMs: number
  event: LiveEvent
}

const notified = z.tuple([
  uuid,
  z.string().regex(/^\d+$/),
  z.string(),
  z.unknown(),
  z.iso.datetime({ offset: true }),
])

/** What the trigger on live_events sends: `[tenant, seq, kind, payload, at]`. Null for what is not that. */
export function parseNotification(text: string): { tenantId: string; message: LiveMessage } | null {
  const parsed = notified.safeParse(parseJson(text))
  if (!parsed.success) return null
  const [tenantId, seq, kind, payload, at] = parsed.data
  const message = toMessage({ seq: BigInt(seq), kind, payload, at: new Date(at) })
  return message && { tenantId, message }
}

/** Null for a kind that this version does not know: during a roll-out, a newer one may announce it. */
export function toMessage(row: {
  seq: bigint
  kind: string
  payload: unknown
  at: Date
}): LiveMessage | null {
  const event = liveEvent.safeParse({ kind: row.kind, payload: row.payload })
  return event.success ? { seq: row.seq, atMs: row.at.getTime(), event: event.data } : null
}

/** A user's notifications concern that user alone; every other event concerns the whole tenant. */
export const concerns = ({ event }: LiveMessage, userId: string): boolean =>
  event.kind !== 'notifications.changed' || event.payload.userId === userId

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
