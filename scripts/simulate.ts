/** Writes a simulation as a CSV with the columns of the training table, and its true labels in a second file. */

import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { PassThrough, type Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { z } from 'zod'
import {
  CSV_HEADER,
  DEFAULT_CUSTOMERS,
  parseScenarios,
  simulateWorld,
  toCsvRow,
  toTruthRow,
  TRUTH_HEADER,
  type WorldConfig,
} from '@/lib/engine/simulation'
import { readArguments } from './operator/read-arguments'

const USAGE =
  'Usage: npm run simulate -- --days 90 --seed 1 --out data.csv[.gz] [--customers N] ' +
  '[--scenario new-tactic@day60,new-region@day70,seasonal-peak@day80] [--start 2026-01-05T00:00:00Z]'

/** A Monday. */
const DEFAULT_START = '2026-01-05T00:00:00Z'
const LINES_PER_CHUNK = 512

const wholeNumber = (least: number, most: number) =>
  z
    .string()
    .regex(/^\d{1,10}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least && value <= most, `must be from ${least} to ${most}`)

export const simulateArguments = z.object({
  days: wholeNumber(1, 3650),
  seed: wholeNumber(0, 2 ** 31),
  out: z.string().regex(/\.csv(\.gz)?$/, 'must end in .csv or .csv.gz'),
  customers: wholeNumber(50, 1_000_000).default(DEFAULT_CUSTOMERS),
  start: z.iso
    .datetime({ offset: true, error: 'must be an ISO 8601 time such as 2026-01-05T00:00:00Z' })
    .default(DEFAULT_START),
  scenario: z
    .string()
    .transform((text, check) => {
      try {
        return parseScenarios(text)
      } catch (error) {
        check.addIssue({ code: 'custom', message: (error as Error).message })
        return z.NEVER
      }
    })
    .default([]),
})

/** The true labels of `data.csv.gz` are in `data.csv.truth.csv`. */
export const truthPath = (out: string): string => `${out.replace(/\.gz$/, '')}.truth.csv`

/** Streams both files; returns the number of rows and of true frauds. */
export async function writeWorld(
  config: WorldConfig,
  out: string,
): Promise<{ rows: number; frauds: number }> {
  const data = new PassThrough()
  const truth = new PassThrough()
  const [counts] = await Promise.all([
    feed(config, data, truth),
    pipeline([data, ...(out.endsWith('.gz') ? [createGzip()] : []), createWriteStream(out)]),
    pipeline(truth, createWriteStream(truthPath(out))),
  ])
  return counts
}

async function feed(config: WorldConfig, data: Writable, truth: Writable) {
  const counts = { rows: 0, frauds: 0 }
  let dataLines = [CSV_HEADER]
  let truthLines = [TRUTH_HEADER]
  const flush = async () => {
    await Promise.all([write(data, dataLines), write(truth, truthLines)])
    dataLines = []
    truthLines = []
  }
  for (const event of simulateWorld(config)) {
    counts.rows += 1
    if (event.truth.isFraud) counts.frauds += 1
    dataLines.push(toCsvRow(event))
    truthLines.push(toTruthRow(event))
    if (dataLines.length >= LINES_PER_CHUNK) await flush()
  }
  await flush()
  data.end()
  truth.end()
  return counts
}

/** Waits when the file is slower than the simulation. */
async function write(stream: Writable, lines: string[]): Promise<void> {
  if (lines.length > 0 && !stream.write(`${lines.join('\n')}\n`)) await once(stream, 'drain')
}

async function main(): Promise<void> {
  const { start, scenario, out, ...numbers } = readArguments(simulateArguments, process.argv.slice(2), USAGE)
  const startedAt = performance.now()
  const config = { ...numbers, startMs: Date.parse(start), scenarios: scenario }
  const { rows, frauds } = await writeWorld(config, out)
  const seconds = (performance.now() - startedAt) / 1000
  console.log(
    `${rows} rows (${frauds} frauds, ${((100 * frauds) / rows).toFixed(2)} %) in ${seconds.toFixed(1)} s, ` +
      `${Math.round(rows / seconds)} rows/s; the truth is in ${truthPath(out)}`,
  )
}

if (require.main === module) {
  main().catch((error: unknown) => {
    console.error(`✖ ${error instanceof Error ? error.message : String(error)}`)
    process.exitCode = 1
  })
}
