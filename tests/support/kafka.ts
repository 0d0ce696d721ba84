import { type ChildProcess, fork, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { testSetting } from './postgres'

/** `describe` for tests with a Kafka broker: skipped with a message where Java or the files of Kafka are missing. */
export function describeWithKafka(name: string, tests: () => void): void {
  const missing = process.env.TEST_KAFKA_MISSING
  if (!missing) return describe(name, tests)
  console.warn(`SKIPPED, this machine lacks ${missing}: ${name}`)
  describe.skip(name, tests)
}

export interface SentMessage {
  topic: string
  key?: string
  value: string | null
  partition?: number
}
export interface FoundMessage {
  partition: number
  offset: number
  key: string | null
  value: string | null
}

export interface Kafka {
  address: string
  directory: string
  createTopics(topics: string[], partitions: number): Promise<void>
  deleteTopics(topics: string[]): Promise<void>
  send(messages: SentMessage[]): Promise<void>
  sendInTransactions(transactions: { messages: SentMessage[]; end: 'commit' | 'abort' }[]): Promise<void>
  ends(topic: string): Promise<number[]>
  read(topic: string): Promise<FoundMessage[]>
  /** Sends at a rate; with `watch` before and `latencies` after it. */
  sendPaced(messages: (SentMessage & { id: string })[], perSecond: number): Promise<void>
  watch(topic: string): Promise<void>
  latencies(): Promise<number[]>
  restartBroker(): Promise<void>
  stop(): Promise<void>
}

/** An operation of the peer, the start of the broker included. */
const CALL_MS = 200_000

/** Starts a broker of the test in a folder of its own. */
export async function startKafka(): Promise<Kafka> {
  const directory = await mkdtemp(path.join(tmpdir(), 'sentinel-kafka-'))
  const peer = fork('tests/support/kafka-peer.mjs', [directory], {
    stdio: ['ignore', 'inherit', 'pipe', 'ipc'],
    execArgv: [],
  })
  const errors = collect(peer)
  const ended = once(peer, 'exit')
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>()
  const late = async (
    operation: string,
    signal: AbortSignal,
  ): Promise<{ result?: unknown; error?: string }> => {
    await sleep(CALL_MS, undefined, { signal })
    return { error: `${operation} did not end after ${CALL_MS / 1_000} s` }
  }
  const answered = (id: number): Promise<{ result?: unknown; error?: string }> =>
    Promise.race([
      new Promise<{ result?: unknown; error?: string }>((resolve) => waiting.set(id, resolve)),
      ended.then(() => ({ error: `Kafka or its peer ended: ${errors()}` })),
    ])
  peer.on('message', ({ id, ...answer }: { id: number }) => waiting.get(id)?.(answer))
  let calls = 0
  const call = async <Result = void>(operation: string | null, input: object = {}): Promise<Result> => {
    const id = operation === null ? 0 : ++calls
    const answer = answered(id)
    if (operation !== null) peer.send({ id, operation, ...input })
    const timer = new AbortController()
    const { result, error } = await Promise.race([answer, late(operation ?? 'start', timer.signal)])
    timer.abort()
    waiting.delete(id)
    if (error !== undefined) throw new Error(`${operation ?? 'start'}: ${error}`)
    return result as Result
  }
  const address = await call<string>(null).catch((error: unknown) => {
    peer.kill()
    throw error
  })
  return {
    address,
    directory,
    createTopics: (topics, partitions) => call('createTopics', { topics, partitions }),
    deleteTopics: (topics) => call('deleteTopics', { topics }),
    send: (messages) => call('send', { messages }),
    sendInTransactions: (transactions) => call('sendInTransactions', { transactions }),
    ends: (topic) => call('ends', { topic }),
    read: (topic) => call('read', { topic }),
    sendPaced: (messages, perSecond) => call('sendPaced', { messages, perSecond }),
    watch: (topic) => call('watch', { topic }),
    latencies: () => call('latencies'),
    restartBroker: () => call('restartBroker'),
    async stop() {
      if (peer.connected) peer.disconnect()
      await ended
      await rm(directory, { recursive: true, force: true })
    },
  }
}

/** What a process has written to its standard error. */
function collect({ stderr }: ChildProcess): () => string {
  let text = ''
  stderr?.setEncoding('utf8').on('data', (more: string) => (text = (text + more).slice(-8_000)))
  return () => text
}

export interface StreamWorker {
  process: ChildProcess
  /** Resolves with the exit code; null after a signal. */
  ended: Promise<number | null>
  /** The end of its log. */
  log(): string
}

/** Starts `npm run stream` as the operator would, without what prepares it. */
export function startStreamWorker(settings: Record<string, string>): StreamWorker {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'scripts/stream.ts'], {
    env: { ...process.env, LOG_LEVEL: 'info', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors = collect(worker)
  let lines = ''
  worker.stdout.setEncoding('utf8').on('data', (more: string) => (lines = (lines + more).slice(-16_000)))
  return {
    process: worker,
    ended: once(worker, 'exit').then(([code]) => code as number | null),
    log: () => `${lines}\n${errors()}`,
  }
}

const MOST_MS = 180_000

/** Waits for a condition. @throws Error that says what was waited for, with what the workers wrote */
export async function until(
  what: string,
  condition: () => Promise<boolean>,
  workers: readonly StreamWorker[] = [],
): Promise<void> {
  const deadline = Date.now() + MOST_MS
  while (!(await condition())) {
    if (Date.now() > deadline) {
      const logs = workers.map((worker) => worker.log()).join('\n--\n')
      throw new Error(`after ${MOST_MS / 1_000} s not yet: ${what}\n${logs}`)
    }
    await sleep(25)
  }
}

/** Where the tests' database is, for a worker. */
export const workerSettings = (kafka: Kafka, topics: string, group: string): Record<string, string> => ({
  DATABASE_URL: testSetting('DATABASE_URL'),
  SENTINEL_KAFKA_BROKERS: kafka.address,
  SENTINEL_STREAM_TOPICS: topics,
  SENTINEL_STREAM_GROUP: group,
})
