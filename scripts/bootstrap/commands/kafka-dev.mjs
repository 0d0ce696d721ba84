import path from 'node:path'
import { startBroker } from '../../kafka/broker.mjs'
import { loadEnvFile } from '../configuration.mjs'
import { createLifecycle } from '../lifecycle.mjs'
import { say, step, StepError } from '../output.mjs'
import { STATE } from '../paths.mjs'

const PORT = 9092

/** `npm run kafka:dev -- [PORT]`: a broker on this machine until Ctrl-C; its data is kept. */
export async function run([given = String(PORT)]) {
  const port = Number(given)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) {
    throw new StepError(`The port must be a number from 1 to 65535; it is "${given}".`)
  }
  loadEnvFile()
  const directory = path.join(STATE, 'kafka', 'dev')
  const broker = await step('Starting Kafka', () => startBroker({ directory, port, createsTopics: true }))
  const lifecycle = createLifecycle()
  lifecycle.onStop(() => broker.stop())
  say(`\nKafka is ready. For npm run stream, in .env:\n`)
  say(`  SENTINEL_KAFKA_BROKERS=${broker.address}`)
  say(`  SENTINEL_STREAM_TOPICS=demo-bank-01=sentra.transactions.raw`)
  say(`\nData and log: ${directory}. Ctrl-C stops it and keeps the data.`)
  void broker.exited.then(() => lifecycle.stop(1))
}
