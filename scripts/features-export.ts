/**
 * Turns a CSV of transactions into a training table by running the serving features over its history, in file order.
 * Usage: tsx scripts/features-export.ts --in FILE.csv[.gz] --out DIR [--mapping FILE.json] [--truth FILE.csv]
 *   [--earliest 2016-01-01]
 */

import { parseArgs } from 'node:util'
import { writeTable } from './training-data/write-table'

const USAGE =
  'Usage: features-export --in FILE.csv[.gz] --out DIR [--mapping FILE.json] [--truth FILE.csv] [--earliest 2016-01-01]'

async function main(): Promise<void> {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: { in: text, out: text, mapping: text, truth: text, earliest: text },
  })
  if (values.in === undefined || values.out === undefined) throw new Error(USAGE)
  const startedAt = performance.now()
  const { rows, labels, entities } = await writeTable({ ...values, in: values.in, out: values.out })
  const seconds = (performance.now() - startedAt) / 1000
  const known = `${labels.frauds} frauds, ${entities.accounts} accounts, ${entities.devices} devices`
  console.log(`${rows} rows (${known}) in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
