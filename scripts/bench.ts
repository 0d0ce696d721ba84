/**
 * Measures the product on this machine, which also runs the durable Postgres and the load generator. Prints one table.
 * Without arguments the main job: the model's work in process, then scoring and the queue over HTTP. `--workspace`
 * measures the analyst's pages in a tenant of `--rows N` (1,000,000) scored transactions. `--seconds N` per load (10).
 */
import { parseArgs } from 'node:util'
import { describeMachine, withBenchDatabase } from './bench/with-database'
import { formatTable } from './bench/table'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    workspace: { type: 'boolean', default: false },
    rows: { type: 'string', default: '1000000' },
  },
})

async function main(): Promise<void> {
  await withBenchDatabase(async (superuserUrl) => {
    const { benchMainJob } = await import('./bench/main-job')
    const { benchWorkspace } = await import('./bench/workspace/bench-workspace')
    const seconds = Number(values.seconds)
    const { lines, notes, failures } = values.workspace
      ? await benchWorkspace({ superuserUrl, rows: Number(values.rows), seconds })
      : await benchMainJob(seconds)
    console.log(`\n${describeMachine()}`)
    console.log('Postgres (fsync on) and the load generator on the same machine; closed loop\n')
    console.log(formatTable(lines))
    for (const note of notes) console.log(`\n${note}`)
    console.log(`Responses that were not 2xx: ${failures}`)
    process.exitCode = failures ? 1 : 0
  })
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
