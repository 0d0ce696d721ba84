// Runs the embedded Postgres in its own session, so that Ctrl-C in the terminal cannot stop the database before
// the server has drained. The first line of stdin is the configuration (JSON, keeps passwords out of the process
// list); the end of stdin stops the cluster, which also covers a parent that was killed.
import { createInterface } from 'node:readline'
import { openCluster } from './postgres/cluster.mjs'

const send = (message) => process.stdout.write(`${JSON.stringify(message)}\n`)

// The default mode would hide the data directory's parents from the postgres user when root starts us.
process.umask(0o022)
process.stdout.on('error', () => {})

let cluster
let stopping = false

async function stop() {
  if (stopping) return
  stopping = true
  await cluster?.stop()
  process.exit(0)
}

const lines = createInterface({ input: process.stdin })
process.on('SIGTERM', () => void stop())
lines.on('close', () => void stop())
lines.once('line', (line) => void open(line))

async function open(line) {
  try {
    cluster = await openCluster(JSON.parse(line))
  } catch (error) {
    send({ status: 'failed', reason: error instanceof Error ? error.message : String(error) })
    process.exit(1)
  }
  if (stopping) return void cluster.stop().then(() => process.exit(0))
  send({ status: 'ready', port: cluster.port, pid: process.pid })
  cluster.onUnexpectedExit(() => {
    if (!stopping) process.exit(1)
  })
}
