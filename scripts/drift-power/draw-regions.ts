import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { type Layout, LEARNING_DAYS, type WatchedDay } from '@/lib/engine/drift'
import type { Model } from '@/lib/engine/inference'
import { drawWorld } from './draw-world'

/** Days that a region lives before it is measured, as the history that an institution loads before it goes live. */
const HISTORY_DAYS = 60
/** Of a region that lives a year without a change: the watch learns, then it watches. */
export const YEAR_DAYS = LEARNING_DAYS + 365
/** Of a region with a new tactic: it begins after so many days of the watch, which then has some days to see it. */
export const CHANGE_DAY = 60
export const WITHIN_DAYS = 10

/** A Monday. */
const START_MS = Date.UTC(2026, 0, 5)

/** The measured days of a region: `quietDays`, then WITHIN_DAYS with the new tactic. */
export type Region = WatchedDay[]

export interface Pool {
  model: Model
  layout: Layout
  /** Seeds of the regions. */
  seeds: readonly number[]
  customers: number
  quietDays: number
  /** Keeps what was drawn, since drawing takes nearly all of the time. */
  cache: string | undefined
}

export async function drawRegions(pool: Pool): Promise<Region[]> {
  const regions: Region[] = []
  for (const seed of pool.seeds) regions.push(await drawRegion(pool, seed))
  return regions
}

async function drawRegion(
  { model, layout, customers, quietDays, cache }: Pool,
  seed: number,
): Promise<Region> {
  const file = cache && path.join(cache, `region-${customers}-${quietDays}-${seed}.json.gz`)
  if (file && existsSync(file)) {
    return (JSON.parse(gunzipSync(readFileSync(file)).toString()) as StoredDay[]).map(unpack)
  }
  const fromDay = HISTORY_DAYS + quietDays
  const scenarios = [{ name: 'new-tactic', fromDay } as const]
  const config = { seed, customers, startMs: START_MS, days: fromDay + WITHIN_DAYS, scenarios }
  const days = await drawWorld(config, HISTORY_DAYS, model, layout)
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, gzipSync(JSON.stringify(days.map(pack))))
  }
  return days
}

type StoredDay = Omit<WatchedDay, 'counts' | 'risk'> & { counts: number[]; risk: number[] }

const pack = (day: WatchedDay): StoredDay => ({
  ...day,
  counts: [...day.counts],
  risk: Array.from(day.risk, (sum) => Number(sum.toPrecision(5))),
})
const unpack = (day: StoredDay): WatchedDay => ({
  ...day,
  counts: Float64Array.from(day.counts),
  risk: Float64Array.from(day.risk),
})
