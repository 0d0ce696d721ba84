/** The connections to Kafka. */
import {
  compatibilityPartitioner,
  ConnectionPool,
  Consumer,
  type ConnectionOptions,
  ProduceAcks,
  Producer,
} from '@platformatic/kafka'
import type { StreamSettings } from '../settings'

/** A member that is silent this long loses its partitions; another one then has them. */
const SESSION_MS = 10_000
const REBALANCE_MS = 30_000
const HEARTBEAT_MS = 1_000
const CONNECT_MS = 5_000
const REQUEST_MS = 20_000
/** What is published is leased for longer (publishing/publish-line.ts). */
const PUBLISH_MS = 4_000

const MECHANISMS = {
  plain: 'PLAIN',
  'scram-sha-256': 'SCRAM-SHA-256',
  'scram-sha-512': 'SCRAM-SHA-512',
} as const

const connection = ({ tls, sasl }: StreamSettings): ConnectionOptions => ({
  connectTimeout: CONNECT_MS,
  requestTimeout: REQUEST_MS,
  ...(tls && { tls: {} }),
  ...(sasl && { sasl: { ...sasl, mechanism: MECHANISMS[sasl.mechanism] } }),
})

const CLIENT = 'sentinel'

/** Everything that one session of the worker needs; its member of the group, what fetches, and what publishes. */
export function connect(settings: StreamSettings) {
  const shared = {
    clientId: CLIENT,
    bootstrapBrokers: settings.brokers,
    ...connection(settings),
    retries: 2,
    retryDelay: 250,
  }
  const consumer = new Consumer({
    ...shared,
    groupId: settings.group,
    sessionTimeout: SESSION_MS,
    rebalanceTimeout: REBALANCE_MS,
    heartbeatInterval: HEARTBEAT_MS,
    autocommit: false,
  })
  // Java's partitioner: a sender's decisions are in the partition where every other client expects them.
  const producer = new Producer<string, string, string, string>({
    ...shared,
    requestTimeout: PUBLISH_MS,
    retries: 0,
    acks: ProduceAcks.ALL,
    partitioner: compatibilityPartitioner,
    serializers: { key: toBytes, value: toBytes, headerKey: toBytes, headerValue: toBytes },
  })
  // A fetch waits for messages, and would hold up the heartbeats on their connection.
  const fetching = new ConnectionPool(CLIENT, connection(settings))
  // Their calls fail with the same error.
  for (const client of [producer, fetching]) client.on('error', () => undefined)
  return { consumer, producer, fetching }
}

export type Clients = ReturnType<typeof connect>

const toBytes = (text?: string): Buffer | undefined => (text === undefined ? undefined : Buffer.from(text))

const CLOSE_MS = 5_000

/** Leaves the group, so that other workers get the partitions at once, and closes every connection. Never fails. */
export async function disconnect({ consumer, producer, fetching }: Clients): Promise<void> {
  const closing = [consumer.close(true), producer.close(true), fetching.close()]
  const late = new Promise((resolve) => setTimeout(resolve, CLOSE_MS).unref())
  await Promise.race([Promise.allSettled(closing), late])
}
