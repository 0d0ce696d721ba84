/**
 * Turns a CSV of transactions into a training table by running the serving features over its history, in file order. First it
 * reads the whole file, and stores and prints what was read.
 * Usage: tsx scripts/features-export.ts --in FILE.csv[.gz] --out DIR [--mapping FILE.json] [--truth FILE.csv]
 *   [--earliest 2016-01-01] [--allow-rejects SHARE] [--check]
 */

import { parseArgs } from 'node:util'
import { reportText } from './training-data/print-report'
import { openSource } from './training-data/check-history'
import { type ExportOptions, writeReport, writeTable } from './training-data/write-table'

const USAGE =
  'Usage: features-export --in FILE.csv[.gz] --out DIR [--mapping FILE.json] [--truth FILE.csv] [--earliest 2016-01-01] ' +
  '[--allow-rejects SHARE] [--check]'

async function main(): Promise<void> {
  const options = readOptions()
  if (options.check) {
    await writeReport(openSource(options), options)
    return
  }
  const startedAt = performance.now()
  const { rows, labels, entities } = await writeTable(options)
  const seconds = (performance.now() - startedAt) / 1000
  const known = `${labels.frauds} frauds, ${entities.accounts} accounts, ${entities.devices} devices`
  console.log(`${rows} rows (${known}) in ${seconds.toFixed(1)} s, ${Math.round(rows / seconds)} rows/s`)
}

function readOptions(): ExportOptions & { check: boolean } {
  const text = { type: 'string' } as const
  const { values } = parseArgs({
    options: {
      in: text,
      out: text,
      mapping: text,
      truth: text,
      earliest: text,
      'allow-rejects': text,
      check: { type: 'boolean', default: false },
    },
  })
  if (values.in === undefined || values.out === undefined) throw new Error(USAGE)
  const allowRejects = Number(values['allow-rejects'] ?? 0)
  if (!(allowRejects >= 0 && allowRejects <= 1))
    throw new Error('--allow-rejects must be a share from 0 to 1')
  return {
    ...values,
    in: values.in,
    out: values.out,
    allowRejects,
    onReport: (report) => console.log(reportText(report)),
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
