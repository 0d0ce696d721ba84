/**
 * Measures the drift alarm on simulated worlds: how many undisturbed years have an alarm, and how many institutions have one within ten
 * days of a new tactic on the 60th day of their watch, by size. Regions are drawn payment by payment and scored with a shipped model: some
 * live a year without a change, others 60 days and then ten with the new tactic. An institution is the sum of some of them. docs/drift.md
 * names the seeds on which the watch was tuned and those on which it was judged.
 * Usage: npx tsx scripts/drift-power.ts [--years 4] [--years-from 101] [--changes 20] [--changes-from 301] [--customers 1270]
 *   [--together 1,2,4] [--institutions 60] [--cache DIR]
 */
import { readFileSync } from 'node:fs'
import { z } from 'zod'
import { type Baseline, layoutOf, LEARNING_DAYS, watchDays } from '@/lib/engine/drift'
import { getModel } from '@/lib/engine/inference'
import { wilson } from '@/lib/engine/statistics'
import { importanceOf } from '@/lib/governance/drift/importance'
import { modelReport } from '@/lib/governance/models/report-schema'
import { CHANGE_DAY, drawRegions, type Region, WITHIN_DAYS, YEAR_DAYS } from './drift-power/draw-regions'
import { dealRegions, sumOfRegions } from './drift-power/put-together'
import { readArguments } from './operator/read-arguments'

const USAGE =
  'Usage: npx tsx scripts/drift-power.ts [--years 4] [--years-from 101] [--changes 20] [--changes-from 301] ' +
  '[--customers 1270] [--together 1,2,4] [--institutions 60] [--cache DIR]'

const count = (least: number, usual: number) =>
  z
    .string()
    .regex(/^\d{1,7}$/, 'must be a whole number')
    .transform(Number)
    .refine((value) => value >= least, `must be at least ${least}`)
    .default(usual)

const powerArguments = z.object({
  years: count(0, 4),
  'years-from': count(0, 101),
  changes: count(0, 20),
  'changes-from': count(0, 301),
  customers: count(50, 1_270),
  together: z
    .string()
    .regex(/^\d{1,4}(,\d{1,4})*$/, 'must be numbers of regions, such as 1,2,4')
    .default('1,2,4'),
  institutions: count(1, 60),
  cache: z.string().optional(),
})

async function main(): Promise<void> {
  const args = readArguments(powerArguments, process.argv.slice(2), USAGE)
  const { customers, cache, institutions } = args
  const model = await getModel('sentinel', '1.1.0')
  const bundle = (file: string): unknown =>
    JSON.parse(readFileSync(`ml/models/sentinel/1.1.0/${file}`, 'utf8'))
  const layout = layoutOf(model.featureNames, bundle('baseline.json') as Baseline)
  const weights = importanceOf(layout, modelReport.parse(bundle('report.json')))
  const draw = (number: number, firstSeed: number, quietDays: number) =>
    drawRegions({
      model,
      layout,
      seeds: Array.from({ length: number }, (_, i) => firstSeed + i),
      customers,
      quietDays,
      cache,
    })
  const years = await draw(args.years, args['years-from'], YEAR_DAYS)
  const changes = await draw(args.changes, args['changes-from'], CHANGE_DAY)
  const watch = (parts: readonly Region[], days: number) => {
    const sum = sumOfRegions(parts, 0, days)
    const perDay = sum.reduce((all, { decisions }) => all + decisions, 0) / days
    return { perDay, alarm: watchDays(sum, layout, weights).alarm }
  }
  for (const size of args.together.split(',').map(Number)) {
    const dealt = (regions: readonly Region[]) =>
      dealRegions(regions.length, size, institutions, 1).map((places) =>
        places.map((place) => regions[place]!),
      )
    const quiet = dealt(years).map((parts) => watch(parts, YEAR_DAYS))
    const changed = dealt(changes).map((parts) => watch(parts, CHANGE_DAY + WITHIN_DAYS))
    const apart = (regions: readonly Region[]) =>
      `${Math.min(institutions, Math.floor(regions.length / size))} of them share no region`
    console.log(
      `Institutions of ${size} ${size === 1 ? 'region' : 'regions'}\n` +
        `  undisturbed years with an alarm: ${shareOf(quiet, ({ alarm }) => alarm !== null)}; ${apart(years)}\n` +
        `  new tactics with one within ${WITHIN_DAYS} days: ${shareOf(changed, ({ alarm }) => alarm !== null && alarm >= CHANGE_DAY)}; ${apart(changes)}\n` +
        `  alarms in the ${CHANGE_DAY - LEARNING_DAYS} watched days before them: ${changed.filter(({ alarm }) => alarm !== null && alarm < CHANGE_DAY).length}`,
    )
  }
}

/** '3 of 60 (1.7 % to 13.7 %) at 2,500 decisions a day', with the 95 % interval. */
function shareOf<T extends { perDay: number }>(judged: readonly T[], holds: (each: T) => boolean): string {
  const hits = judged.filter(holds).length
  const interval = wilson(hits, judged.length)
  if (interval === null) return 'none of 0'
  const percent = (share: number) => `${(100 * share).toFixed(1)} %`
  const perDay = judged.reduce((sum, each) => sum + each.perDay, 0) / judged.length
  return `${hits} of ${judged.length} (${percent(interval.low)} to ${percent(interval.high)}) at ${Math.round(perDay).toLocaleString('en')} decisions a day`
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
})
