import { z } from 'zod'
import { authenticate } from '@/lib/access/auth'
import { defineOperation } from '@/lib/contract/operation'
import { RawResponse } from '@/lib/contract/raw-response'
import { parseEventId } from './event-id'
import { AppError } from '@/lib/platform/errors'
import { openStream } from './open-stream'
import { KEEP_MINUTES, LIVE_PROTOCOL, OLDEST_PAGE_S } from './schema'
import { createSocketText } from './socket-text'

/** An id that no stream sent counts as older than all events: the page reloads everything. */
const FOREIGN_ID = { seq: 0n, atMs: 0 }

export const openLiveStreamOperation = defineOperation({
  id: 'openLiveStream',
  method: 'GET',
  path: '/api/live',
  tag: 'Live',
  summary: 'Receive changes as server-sent events',
  description:
    'Each event is `{kind, payload}`: something of this kind changed. It never carries the data itself. ' +
    `Resumes after \`Last-Event-ID\` for ${KEEP_MINUTES} minutes; beyond that, and after a gap, an event \`reset\` ` +
    'asks the page to reload everything. An event can arrive twice. `signed-out` comes before the end of the session.',
  auth: 'user',
  permission: 'transaction:read',
  query: z.strictObject({
    /** For a reader that cannot set the header. */
    last_event_id: z.string().max(40).optional(),
    /** Seconds since the page was written: events since then come first. */
    age: z.coerce.number<number | string>().int().min(0).max(OLDEST_PAGE_S).default(0),
  }),
  response: {
    status: 200,
    mediaType: 'text/event-stream',
    description: 'The stream; the server does not end it while the session lasts.',
  },
  errors: [],
  async handler({ ctx, query, request, requestId }) {
    const id = request.headers.get('last-event-id') ?? query.last_event_id
    const stream = await openStream(ctx, {
      from: id === undefined ? { ageSeconds: query.age } : (parseEventId(id) ?? FOREIGN_ID),
      recheck: () => authenticate(request, requestId),
    })
    // A proxy that compresses or buffers would delay the events.
    return new RawResponse(200, stream, {
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store, no-transform',
      'x-accel-buffering': 'no',
    })
  },
})

export const openLiveSocketOperation = defineOperation({
  id: 'openLiveSocket',
  method: 'GET',
  path: '/api/live/ws',
  tag: 'Live',
  summary: 'Receive changes over a WebSocket',
  description:
    'The events of `GET /api/live` as JSON text messages: `CONNECTED {id}`, `CHANGED {id, kind, payload}`, `HEARTBEAT {id}` every ' +
    '20 seconds, `RESET` after a gap, `SIGNED_OUT` before the end of the session; each with its name in `type`. A client that ' +
    `cannot set the Authorization header offers the subprotocols \`${LIVE_PROTOCOL}\` and \`bearer.TOKEN\`. Cookies do not count. The ` +
    'server closes a socket that sends a message, answers no ping or reads too slowly; resume with `last_event_id`.',
  auth: 'user-or-key',
  permission: 'transaction:read',
  query: z.strictObject({
    /** Events since then come first. */
    last_event_id: z.string().max(40).optional(),
  }),
  response: { status: 101, description: 'The connection speaks WebSocket from here on.' },
  errors: ['upgrade-required'],
  async handler({ ctx, query, request, requestId }) {
    if (request.headers.get('upgrade')?.toLowerCase() !== 'websocket') {
      const detail = 'Connect with a WebSocket client; GET /api/live has the same events over HTTP.'
      throw new AppError('upgrade-required', { detail })
    }
    const id = query.last_event_id
    const stream = await openStream(ctx, {
      from: id === undefined ? { ageSeconds: 0 } : (parseEventId(id) ?? FOREIGN_ID),
      recheck: () => authenticate(request, requestId),
      createText: createSocketText,
    })
    return new RawResponse(101, stream)
  },
})
