import { EventEmitter } from 'node:events'
import { log } from '@/lib/platform/log'
import type { Assigned } from '@/lib/scoring/stream/worker/assigned-partitions'
import { joinGroup, type Member } from '@/lib/scoring/stream/worker/member'
import type { Session } from '@/lib/scoring/stream/worker/session'

jest.mock('@/lib/scoring/stream/worker/assigned-partitions', () => ({
  assign: (_clients: unknown, place: object, topicId: string) =>
    Promise.resolve({ ...place, topicId, claim: { topicId } }),
}))

/** A consumer of a broker with the given topics, which assigns every partition to it. */
class FakeConsumer extends EventEmitter {
  tracked: string[] = []
  joins = 0
  failure: Error | null = null
  readonly topics = {
    clear: () => (this.tracked = []),
    trackAll: (...names: string[]) => (this.tracked = names),
  }
  constructor(readonly broker: Map<string, { id: string; partitionsCount: number }>) {
    super()
  }
  metadata({ topics: [name] }: { topics: [string] }) {
    if (this.failure) return Promise.reject(this.failure)
    const topic = this.broker.get(name)
    if (!topic) return Promise.reject(new Error(`Unknown topic ${name}.`))
    return Promise.resolve({ topics: new Map([[name, topic]]) })
  }
  joinGroup() {
    this.joins += 1
    const assignments = this.tracked.map((topic) => ({
      topic,
      partitions: [...Array(this.broker.get(topic)!.partitionsCount).keys()],
    }))
    this.emit('consumer:group:join', { assignments })
    return Promise.resolve()
  }
}

const clock = { now: 1_000_000 }
beforeEach(() => {
  jest.spyOn(performance, 'now').mockImplementation(() => clock.now)
  for (const level of ['warn', 'error'] as const) jest.spyOn(log, level).mockImplementation()
})
afterEach(() => void jest.restoreAllMocks())

async function join(broker: Map<string, { id: string; partitionsCount: number }>, names: string[]) {
  const consumer = new FakeConsumer(broker)
  const tenantOf = new Map(names.map((name) => [name, 'bank']))
  const session = { clients: { consumer }, settings: { tenantOf, group: 'g' }, tenants: { idOf: () => 'id' } }
  return { consumer, member: await joinGroup(session as unknown as Session) }
}

/** What is read once the topics have been looked at again. */
async function readLater({ partitions }: Member, ms: number): Promise<string[]> {
  clock.now += ms
  await partitions()
  await new Promise(setImmediate)
  return (await partitions()).map(nameOf)
}
const nameOf = ({ topic, topicId, partition }: Assigned) => `${topic} ${topicId} ${partition}`

const topic = (id: string, partitionsCount = 1) => ({ id, partitionsCount })

it.each(['error', 'consumer:heartbeat:error'])('a membership ends with the event %s', async (event) => {
  const { consumer, member } = await join(new Map(), [])
  await expect(member.partitions()).resolves.toEqual([])
  const failure = new Error('not the coordinator')
  consumer.emit(event, event === 'error' ? failure : { error: failure })
  await expect(member.partitions()).rejects.toBe(failure)
})

it('reads the topics that exist, and a missing one once it exists', async () => {
  const broker = new Map([['here', topic('1')]])
  const { consumer, member } = await join(broker, ['here', 'late'])
  expect(consumer.tracked).toEqual(['here'])
  expect((await member.partitions()).map(nameOf)).toEqual(['here 1 0'])
  broker.set('late', topic('2', 2))
  expect(await readLater(member, 2_000)).toEqual(['here 1 0', 'late 2 0', 'late 2 1'])
  expect(consumer.joins).toBe(2)
  // Nothing changes, so it does not join again.
  await readLater(member, 10_000)
  expect(consumer.joins).toBe(2)
})

it('waits where no topic exists', async () => {
  const broker = new Map<string, ReturnType<typeof topic>>()
  const { consumer, member } = await join(broker, ['late'])
  expect(consumer.joins).toBe(0)
  broker.set('late', topic('1'))
  expect(await readLater(member, 2_000)).toEqual(['late 1 0'])
})

it('reads partitions that are added to a topic', async () => {
  const broker = new Map([['here', topic('1')]])
  const { member } = await join(broker, ['here'])
  broker.set('here', topic('1', 3))
  expect(await readLater(member, 10_000)).toEqual(['here 1 0', 'here 1 1', 'here 1 2'])
})

it('leaves a topic that is gone and takes the one that is created with its name', async () => {
  const broker = new Map([
    ['gone', topic('1')],
    ['here', topic('2')],
  ])
  const { member } = await join(broker, ['gone', 'here'])
  const [gone] = await member.partitions()
  broker.delete('gone')
  member.leaveTopic(gone!, 'UNKNOWN_TOPIC_ID')
  expect((await member.partitions()).map(nameOf)).toEqual(['here 2 0'])
  expect(await readLater(member, 1_000)).toEqual(['here 2 0'])
  broker.set('gone', topic('3'))
  expect(await readLater(member, 2_000)).toEqual(['here 2 0', 'gone 3 0'])
})

it('ends where the broker cannot be reached', async () => {
  const { consumer, member } = await join(new Map([['here', topic('1')]]), ['here'])
  consumer.failure = new Error('connection lost')
  await expect(readLater(member, 10_000)).rejects.toBe(consumer.failure)
})
