/**
 * Measures the drift alarm on simulated worlds: how many undisturbed years have an alarm, and how many institutions with a new tactic from
 * day 60 have one within ten days, by size. Regions are drawn payment by payment and scored with a shipped model; an
 * institution is a sum of series of their weeks (block bootstrap), which is how few regions make many years: the output names both numbers.
 * Usage: npx tsx scripts/drift-power.ts [--regions 6] [--customers 1270] [--sizes 10,30,100] [--institutions 100] [--seed 1]
 *   [--cache DIR]
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Baseline, EVIDENCE_THRESHOLD, layoutOf, LEARNING_DAYS } from '@/lib/engine/drift'
import { getModel } from '@/lib/engine/inference'
import { importanceOf } from '@/lib/governance/drift/importance'
import { modelReport } from '@/lib/governance/models/report-schema'
import { CHANGE_DAY, drawRegions, WITHIN_DAYS } from './drift-power/draw-regions'
import { judgeInstitutions } from './drift-power/judge-institutions'
import { readArguments } from './operator/read-arguments'

const USAGE =
  'Usage: npx tsx scripts/drift-power.ts [--regions 6] [--customers 1270] [--sizes 10,30,100] [--institutions 100] ' +
  '[--seed 1] [--cache DIR]'

const YEAR_DAYS = 365

const count = (least: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least, `must be at least ${least}`)
    .default(usual)

const powerArguments = z.object({
  regions: count(1, 6),
  customers: count(50, 1_270),
  sizes: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4})*$/, 'must be numbers of regions, such as 10,30,100')
    .default('10,30,100'),
  institutions: count(1, 100),
  seed: count(0, 1),
  cache: z.string().optional(),
})

async function main(): Promise<void> {
  const args = readArguments(powerArguments, process.argv.slice(2), USAGE)
  const model = await getModel('sentinel', '1.1.0')
  const bundle = (file: string): unknown =>
    JSON.parse(readFileSync(`ml/models/sentinel/1.1.0/${file}`, 'utf8'))
  const layout = layoutOf(model.featureNames, bundle('baseline.json') as Baseline)
  const weights = importanceOf(layout, modelReport.parse(bundle('report.json')))
  const regions = await drawRegions({ ...args, cache: args.cache, model, layout })
  console.log(
    `${args.regions} regions of ${args.customers} customers; ${args.institutions} institutions per line; alarm at evidence ${EVIDENCE_THRESHOLD}`,
  )
  for (const together of args.sizes.split(',').map(Number)) {
    const options = { layout, weights, together, institutions: args.institutions, seed: args.seed }
    const years = judgeInstitutions(regions, LEARNING_DAYS + YEAR_DAYS, false, options)
    // A region that is repeated repeats its noise, which would look like a change.
    const worlds = together > args.regions ? null : judgeInstitutions(regions, CHANGE_DAY, true, options)
    const share = (part: number) => `${((100 * part) / args.institutions).toFixed(1)} %`
    const undisturbed = years.filter(({ alarm }) => alarm !== null).length
    const inTime = worlds?.filter(({ alarm }) => alarm !== null && alarm >= CHANGE_DAY).length
    const perDay = years.reduce((sum, { decisionsPerDay }) => sum + decisionsPerDay, 0) / years.length
    console.log(
      `${Math.round(perDay)} decisions a day: ${share(undisturbed)} of undisturbed years have an alarm, ` +
        (inTime === undefined
          ? 'worlds with a new tactic need as many regions as an institution has'
          : `${share(inTime)} of worlds with a new tactic within ${WITHIN_DAYS} days`),
    )
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
