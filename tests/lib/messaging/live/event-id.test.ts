import { eventId, parseEventId } from '@/lib/messaging/live/event-id'
import { createStreamText } from '@/lib/messaging/live/event-stream-text'
import type { LiveEvent } from '@/lib/messaging/live/schema'

const event: LiveEvent = { kind: 'cases.changed', payload: { caseId: 'c' } }
const idOf = (text: string) => /^id: (.*)$/m.exec(text)?.[1]

it('reads the ids that it writes, and nothing else', () => {
  const point = { seq: 9_007_199_254_740_993n, atMs: 1_700_000_000_123 }
  expect(parseEventId(eventId(point))).toEqual(point)
  for (const id of ['', '1', '1-', '-1', '1-2-3', 'a-1', '1-1e3', `${'9'.repeat(19)}-1`])
    expect(parseEventId(id)).toBeNull()
})

it('never decreases: a late event keeps the newest number', () => {
  const text = createStreamText(5n)
  expect(idOf(text.opening(1))).toBe('5-1')
  expect(idOf(text.message({ seq: 7n, atMs: 20, event }))).toBe('7-20')
  expect(idOf(text.message({ seq: 6n, atMs: 21, event }))).toBe('7-21')
  expect(idOf(text.heartbeat(30))).toBe('7-30')
})

it('writes an event as a server-sent event', () => {
  const text = createStreamText(0n)
  expect(text.message({ seq: 1n, atMs: 2, event })).toBe(
    'id: 1-2\ndata: {"kind":"cases.changed","payload":{"caseId":"c"}}\n\n',
  )
  expect(text.reset()).toBe('event: reset\ndata: {}\n\n')
})
