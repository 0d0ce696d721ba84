// Runs one Kafka broker in KRaft mode on the loopback interface, for development and tests.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { appendFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import path from 'node:path'
import { StepError } from '../bootstrap/output.mjs'
import { installKafka } from './install.mjs'
import { findJava } from './java.mjs'

const READY_MS = 120_000
const STOP_MS = 30_000
const PORT_ATTEMPTS = 3

/** One core's worth of compiler and collector: the broker shares its machine with everything else. */
const JVM = [
  '-Xmx512m',
  '-XX:+UseSerialGC',
  '-XX:TieredStopAtLevel=1',
  '-Xshare:auto',
  '-Djava.net.preferIPv4Stack=true',
]

/**
 * @param {{directory: string, port?: number, createsTopics?: boolean}} options the directory keeps data, settings and log;
 *   without a port a free one is used; `createsTopics` creates topics that clients name
 * @returns {Promise<{address: string, port: number, exited: Promise<unknown>, stop(): Promise<void>, kill(): Promise<void>}>}
 */
export async function startBroker({ directory, port, createsTopics = false }) {
  const java = findJava()
  if (!java) throw new StepError('Kafka needs Java 17 or newer: set JAVA_HOME or install a JRE.')
  const jars = await installKafka()
  for (let attempt = 1; ; attempt++) {
    const ports = [port ?? (await freePort()), await freePort()]
    const broker = await tryStart({ java, jars, directory, createsTopics }, ports)
    if (broker) return broker
    if (port !== undefined || attempt === PORT_ATTEMPTS) {
      throw new StepError(`Kafka did not start on port ${ports[0]}.`, { logFile: logOf(directory) })
    }
  }
}

const logOf = (directory) => path.join(directory, 'kafka.log')

/** Null if the broker ends before it is ready: another process may have taken one of the ports. */
async function tryStart({ java, jars, directory, createsTopics }, [port, controllerPort]) {
  const data = path.join(directory, 'data')
  mkdirSync(data, { recursive: true })
  const properties = path.join(directory, 'server.properties')
  writeFileSync(properties, settings({ data, port, controllerPort, createsTopics }))
  writeFileSync(path.join(directory, 'log4j2.properties'), LOGGING)
  formatStorage(data)

  const options = [...JVM, `-Dlog4j2.configurationFile=${path.join(directory, 'log4j2.properties')}`]
  const child = spawn(java, [...options, '-cp', jars.join(path.delimiter), 'kafka.Kafka', properties], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exited = once(child, 'exit')
  for (const output of [child.stdout, child.stderr]) {
    output.on('data', (text) => appendFileSync(logOf(directory), text))
  }
  const ready = await untilReady(child, exited, logOf(directory))
  if (!ready) return null
  return {
    address: `127.0.0.1:${port}`,
    port,
    exited,
    async stop() {
      child.kill('SIGTERM')
      const timer = setTimeout(() => child.kill('SIGKILL'), STOP_MS)
      await exited
      clearTimeout(timer)
    },
    async kill() {
      child.kill('SIGKILL')
      await exited
    },
  }
}

/** True once the broker says that it has started; false if it ends before. */
async function untilReady(child, exited, logFile) {
  let timer
  const late = new Promise((_resolve, reject) => {
    timer = setTimeout(
      () => reject(new StepError(`Kafka was not ready after ${READY_MS / 1000} s.`, { logFile })),
      READY_MS,
    )
  })
  const started = new Promise((resolve) => {
    let shown = ''
    child.stdout.setEncoding('utf8').on('data', (text) => {
      shown = (shown + text).slice(-4_000)
      if (shown.includes('Kafka Server started')) resolve(true)
    })
  })
  try {
    return await Promise.race([started, exited.then(() => false), late])
  } catch (error) {
    child.kill('SIGKILL')
    throw error
  } finally {
    clearTimeout(timer)
  }
}

/** What `kafka-storage format` writes for one node with a fixed quorum; a Java process for it would take as long as the broker. */
function formatStorage(data) {
  const file = path.join(data, 'meta.properties')
  if (existsSync(file)) return
  writeFileSync(
    file,
    ['version=1', 'node.id=1', `cluster.id=${CLUSTER}`, `directory.id=${DIRECTORY}`, ''].join('\n'),
  )
}
/** UUIDs in Kafka's form. Nothing else in the network meets this cluster. */
const CLUSTER = 'c2VudGluZWwtc3RyZWFtMQ'
const DIRECTORY = 'c2VudGluZWwtc3RyZWFtMg'

const settings = ({ data, port, controllerPort, createsTopics }) =>
  Object.entries({
    'process.roles': 'broker,controller',
    'node.id': 1,
    'controller.quorum.voters': `1@127.0.0.1:${controllerPort}`,
    listeners: `PLAINTEXT://127.0.0.1:${port},CONTROLLER://127.0.0.1:${controllerPort}`,
    'advertised.listeners': `PLAINTEXT://127.0.0.1:${port}`,
    'inter.broker.listener.name': 'PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'log.dirs': data,
    'auto.create.topics.enable': createsTopics,
    'num.partitions': 3,
    'offsets.topic.num.partitions': 1,
    'offsets.topic.replication.factor': 1,
    'transaction.state.log.num.partitions': 1,
    'transaction.state.log.replication.factor': 1,
    'transaction.state.log.min.isr': 1,
    'share.coordinator.state.topic.num.partitions': 1,
    'share.coordinator.state.topic.replication.factor': 1,
    'share.coordinator.state.topic.min.isr': 1,
    'group.initial.rebalance.delay.ms': 0,
    'group.min.session.timeout.ms': 1_000,
    // A broker that crashed is known again soon.
    'broker.session.timeout.ms': 3_000,
    'broker.heartbeat.interval.ms': 500,
    'log.cleaner.dedupe.buffer.size': 16_777_216,
    'num.network.threads': 2,
    'num.io.threads': 2,
  })
    .map(([name, value]) => `${name}=${value}\n`)
    .join('')

const LOGGING = `status=error
appender.console.type=Console
appender.console.name=console
appender.console.layout.type=PatternLayout
appender.console.layout.pattern=%d %-5p %c: %m%n
rootLogger.level=warn
rootLogger.appenderRef.console.ref=console
logger.started.name=kafka.server.KafkaRaftServer
logger.started.level=info
`

async function freePort() {
  const server = createServer()
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  await once(server, 'close')
  return port
}
