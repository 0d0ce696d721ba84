/**
 * Measures the product on this machine, which also runs the durable Postgres and the load generator. Prints one table.
 * Without arguments the main job: the model's work in process, then scoring and the queue over HTTP. `--workspace`
 * measures the analyst's pages in a tenant of `--rows N` (1,000,000) scored transactions. `--seconds N` per load (10).
 * `--soak` scores at `--rate N` (300) per second for `--seconds N` (600 at most 3,600) and counts what fails. `--two-servers` scores single
 * transactions on one server process beside batches on another, in one institution. `--drift` measures the drift job over `--rows N`
 * new decisions, alone and beside scoring. `--challengers` scores in turns with no challenger and with two.
 * `--webhooks` sends 10,000 alerts to a fast receiver alone and beside a dead one, and scores in turns without and with ten alert rules.
 * `--stream` scores batches, then messages of a Kafka broker, and measures the time from a message to its decision; it needs Java 17.
 * `--upload` scores a file of `--rows N` (200,000) by its job, against batches, and single scores beside it.
 */
import { parseArgs } from 'node:util'
import { describeMachine, withBenchDatabase } from './bench/with-database'
import { formatTable } from './bench/table'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string' },
    soak: { type: 'boolean', default: false },
    rate: { type: 'string', default: '300' },
    'two-servers': { type: 'boolean', default: false },
    challengers: { type: 'boolean', default: false },
    webhooks: { type: 'boolean', default: false },
    stream: { type: 'boolean', default: false },
    upload: { type: 'boolean', default: false },
    workspace: { type: 'boolean', default: false },
    drift: { type: 'boolean', default: false },
    rows: { type: 'string' },
  },
})

async function main(): Promise<void> {
  await withBenchDatabase(async (superuserUrl) => {
    const { benchMainJob } = await import('./bench/main-job')
    const { benchDrift } = await import('./bench/drift')
    const { benchWorkspace } = await import('./bench/workspace/bench-workspace')
    const { benchStream } = await import('./bench/stream')
    const { benchWebhooks } = await import('./bench/webhooks')
    const { soak, twoServers } = await import('./bench/soak')
    const { benchChallengers } = await import('./bench/challengers')
    const seconds = upTo(3_600, values.seconds ?? (values.soak ? '600' : '10'), '--seconds')
    const { benchUpload } = await import('./bench/upload')
    const rows = Number(values.rows ?? (values.upload ? '200000' : '1000000'))
    const bench = () => {
      if (values.upload) return benchUpload({ rows, seconds })
      if (values.drift) return benchDrift({ superuserUrl, rows, seconds })
      if (values.workspace) return benchWorkspace({ superuserUrl, rows, seconds })
      if (values.stream) return benchStream(superuserUrl, seconds)
      if (values.webhooks) return benchWebhooks(seconds)
      if (values.challengers) return benchChallengers(seconds)
      if (values.soak) return soak({ seconds, rate: upTo(2_000, values.rate, '--rate') })
      return values['two-servers'] ? twoServers({ seconds }) : benchMainJob(seconds)
    }
    const { lines, notes, failures } = await bench()
    console.log(`\n${describeMachine()}`)
    console.log('Postgres (fsync on) and the load generator on the same machine\n')
    console.log(formatTable(lines))
    for (const note of notes) console.log(`\n${note}`)
    console.log(`Responses that were not 2xx: ${failures}`)
    process.exitCode = failures ? 1 : 0
  })
}

function upTo(most: number, text: string, name: string): number {
  const count = Number(text)
  if (count > 0 && count <= most) return count
  throw new Error(`${name} is a number above 0 and at most ${most}.`)
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
