// Kafka for tests: a broker, and another system that creates topics, sends and reads messages. It is a process of its own,
// because Jest cannot load the client. Each request is answered by its number.
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  addPartitionsToTxnV3,
  Admin,
  compatibilityPartitioner,
  Consumer,
  kGetApi,
  ListOffsetTimestamps,
  Producer,
} from '@platformatic/kafka'
import { startBroker } from '../../scripts/kafka/broker.mjs'

const [, , directory] = process.argv
let broker = null
// The test process may be killed: its broker must not go on.
process.on('disconnect', () => void end())
process.on('SIGTERM', () => void end())
async function end() {
  await broker?.kill()
  process.exit(0)
}

broker = await startBroker({ directory })
const { address, port } = broker
const shared = { clientId: 'test-peer', bootstrapBrokers: [address], retries: 40, retryDelay: 250 }
const bytes = (text) => (text === undefined || text === null ? undefined : Buffer.from(text))
const serializers = { key: bytes, value: bytes, headerKey: bytes, headerValue: bytes }
const partitioner = compatibilityPartitioner
const admin = new Admin(shared)
const plain = new Producer({ ...shared, partitioner, serializers })
let clients = 0
const TICK_MS = 5
const EXTERNAL_ID = /"external_id":"([^"]+)"/
const sentAt = new Map()
const arrivedAt = new Map()
let watching
const nextName = () => `test-${process.pid}-${clients++}`

async function bounds(consumer, topic) {
  const at = async (timestamp) => (await consumer.listOffsets({ topics: [topic], timestamp })).get(topic)
  return { starts: await at(ListOffsetTimestamps.EARLIEST), ends: await at(ListOffsetTimestamps.LATEST) }
}

const operations = {
  /** Ends when every partition has a leader: until then the producer sends some messages twice. */
  createTopics: async ({ topics, partitions }) => {
    await admin.createTopics({ topics, partitions, replicas: 1 })
    const consumer = new Consumer({ ...shared, groupId: nextName() })
    for (const topic of topics) await bounds(consumer, topic)
    await consumer.close(true)
  },
  deleteTopics: async ({ topics }) => {
    await admin.deleteTopics({ topics })
  },
  send: async ({ messages }) => {
    await plain.send({ messages })
  },
  /** Kafka transactions of one producer, each with its end: commit or abort. */
  sendInTransactions: async ({ transactions }) => {
    const transactionalId = nextName()
    const producer = new Producer({ ...shared, partitioner, serializers, idempotent: true, transactionalId })
    // By itself the client takes a version of this request that is for brokers only.
    const chosen = producer[kGetApi].bind(producer)
    producer[kGetApi] = (name, done) =>
      name === 'AddPartitionsToTxn' ? done(null, addPartitionsToTxnV3.api) : chosen(name, done)
    for (const { messages, end: finish } of transactions) {
      const transaction = await producer.beginTransaction()
      await transaction.send({ messages })
      await transaction[finish]()
    }
    await producer.close()
  },
  /** The offset after the last record of each partition. */
  ends: async ({ topic }) => {
    const consumer = new Consumer({ ...shared, groupId: nextName() })
    const { ends } = await bounds(consumer, topic)
    await consumer.close(true)
    return ends.map(Number)
  },
  /** Every message of the topic, by partition and offset. */
  read: async ({ topic }) => {
    const consumer = new Consumer({ ...shared, groupId: nextName() })
    const { starts, ends } = await bounds(consumer, topic)
    const open = new Set(ends.flatMap((last, partition) => (last > starts[partition] ? [partition] : [])))
    const messages = []
    if (open.size > 0) {
      const options = { topics: [topic], mode: 'earliest', autocommit: false, maxWaitTime: 200 }
      const stream = await consumer.consume(options)
      for await (const { partition, offset, key, value } of stream) {
        const text = (part) => part?.toString() ?? null
        messages.push({ partition, offset: Number(offset), key: text(key), value: text(value) })
        if (offset + 1n >= ends[partition]) open.delete(partition)
        if (open.size === 0) break
      }
    }
    await consumer.close(true)
    return messages.sort((a, b) => a.partition - b.partition || a.offset - b.offset)
  },
  /** Sends messages at a rate, each with its own time; `latencies` compares it with the arrival of what answers it. */
  sendPaced: async ({ messages, perSecond }) => {
    const startedAt = performance.now()
    for (let sent = 0; sent < messages.length;) {
      const due = Math.min(messages.length, Math.ceil(((performance.now() - startedAt) * perSecond) / 1_000))
      const now = messages.slice(sent, due)
      sent += now.length
      for (const { id } of now) sentAt.set(id, performance.now())
      if (now.length > 0) await plain.send({ messages: now.map(({ id: _, ...message }) => message) })
      await sleep(TICK_MS)
    }
  },
  /** Notes when a message with the `external_id` of a sent one arrives. */
  watch: async ({ topic }) => {
    watching = new Consumer({ ...shared, groupId: nextName() })
    const options = { topics: [topic], mode: 'latest', autocommit: false, maxWaitTime: 100 }
    const stream = await watching.consume(options)
    stream.on('data', ({ value }) => {
      const id = EXTERNAL_ID.exec(value.toString())?.[1]
      if (sentAt.has(id)) arrivedAt.set(id, performance.now())
    })
    await once(stream, 'offsets')
  },
  /** Milliseconds from sending to arrival, once all have arrived. */
  latencies: async () => {
    while (arrivedAt.size < sentAt.size) await sleep(TICK_MS)
    return [...sentAt].map(([id, at]) => arrivedAt.get(id) - at)
  },
  /** Ends the broker as a crash would, and starts it again where clients know it. */
  restartBroker: async () => {
    await broker.kill()
    broker = await startBroker({ directory, port })
  },
}

async function answer({ id, operation, ...input }) {
  try {
    process.send({ id, result: (await operations[operation](input)) ?? null })
  } catch (error) {
    process.send({ id, error: error.stack })
  }
}
process.on('message', (request) => void answer(request))
process.send({ id: 0, result: address })
