import { z } from 'zod'
import { authenticate } from '@/lib/access/auth'
import { defineOperation } from '@/lib/contract/operation'
import { RawResponse } from '@/lib/contract/raw-response'
import { parseEventId } from './event-id'
import { openStream } from './open-stream'
import { KEEP_MINUTES, OLDEST_PAGE_S } from './schema'

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
