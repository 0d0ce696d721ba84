import { EventEmitter } from 'node:events'
import { joinGroup } from '@/lib/scoring/stream/worker/member'
import type { Session } from '@/lib/scoring/stream/worker/session'

/** A consumer that joins, and from then on only emits what a test says. */
function joined() {
  const consumer = Object.assign(new EventEmitter(), {
    topics: { trackAll: () => undefined },
    joinGroup: () => Promise.resolve(),
  })
  const session = { clients: { consumer }, settings: { tenantOf: new Map() }, tenants: {} }
  return { consumer, member: joinGroup(session as unknown as Session) }
}

it.each(['error', 'consumer:heartbeat:error'])('a membership ends with the event %s', async (event) => {
  const { consumer, member } = joined()
  const { partitions } = await member
  await expect(partitions()).resolves.toEqual([])
  const failure = new Error('not the coordinator')
  consumer.emit(event, event === 'error' ? failure : { error: failure })
  await expect(partitions()).rejects.toBe(failure)
})
