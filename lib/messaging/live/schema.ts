import { z } from 'zod'

/** A signal to open pages: something of this kind changed. Never carries the data itself. */
const event = <K extends string, S extends z.ZodRawShape>(kind: K, payload: S) =>
  z.object({ kind: z.literal(kind), payload: z.object(payload) })

export const liveEvent = z.discriminatedUnion('kind', [
  event('transactions.scored', { count: z.number().int(), flagged: z.number().int() }),
  event('transactions.decided', { transactionIds: z.array(z.string()), count: z.number().int() }),
  event('claims.changed', { transactionId: z.string() }),
  event('cases.changed', { caseId: z.string(), seq: z.string().optional() }),
  event('watchlists.changed', { entityId: z.string() }),
  event('entities.changed', { entityId: z.string() }),
  event('notifications.changed', { userId: z.string() }),
  event('models.changed', {}),
  event('changes.changed', { changeId: z.string() }),
  event('uploads.changed', { uploadId: z.string() }),
  event('retrainings.changed', { retrainingId: z.string() }),
  event('replays.changed', { replayId: z.string() }),
])
export type LiveEvent = z.output<typeof liveEvent>
export type LiveKind = LiveEvent['kind']

/** Tells a page that missed events to reload everything. */
export const RESET = 'reset'
/** For how long a page may be away and still resume. */
export const KEEP_MINUTES = 60
/** How old a page may be when it first listens, in seconds. */
export const OLDEST_PAGE_S = 60
/** How many ids of one event are named; more are counted only. */
export const MAX_IDS = 50
/** The subprotocol of the WebSocket. */
export const LIVE_PROTOCOL = 'sentinel.live.v1'
