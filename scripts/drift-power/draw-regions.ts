import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Layout, WatchedDay } from '@/lib/engine/drift'
import type { Model } from '@/lib/engine/inference'
import { drawWorld } from './draw-world'

/** Days that a region lives before it is measured, as the history that an institution loads before it goes live. */
export const HISTORY_DAYS = 60
export const CHANGE_DAY = 60
export const WITHIN_DAYS = 10

/** A Monday. */
const START_MS = Date.UTC(2026, 0, 5)

/** The measured days of a part of an institution: from day 60 on with the new tactic. */
export interface Region {
  undisturbed: WatchedDay[]
  changed: WatchedDay[]
}

interface Pool {
  model: Model
  layout: Layout
  regions: number
  customers: number
  seed: number
  /** Keeps what was drawn, since drawing takes nearly all of the time. */
  cache: string | undefined
}

export async function drawRegions(pool: Pool): Promise<Region[]> {
  const regions: Region[] = []
  for (let place = 0; place < pool.regions; place++) {
    const days = (await drawRegion(pool, pool.seed + place)).slice(HISTORY_DAYS)
    regions.push({ undisturbed: days.slice(0, CHANGE_DAY), changed: days.slice(CHANGE_DAY) })
  }
  return regions
}

async function drawRegion({ model, layout, customers, cache }: Pool, seed: number): Promise<WatchedDay[]> {
  const file = cache && path.join(cache, `region-${customers}-${seed}.json`)
  if (file && existsSync(file)) return (JSON.parse(readFileSync(file, 'utf8')) as StoredDay[]).map(unpack)
  const fromDay = HISTORY_DAYS + CHANGE_DAY
  const scenarios = [{ name: 'new-tactic', fromDay } as const]
  const config = { seed, customers, startMs: START_MS, days: fromDay + WITHIN_DAYS, scenarios }
  const days = await drawWorld(config, model, layout)
  if (file) {
    mkdirSync(path.dirname(file), { recursive: true })
    writeFileSync(file, JSON.stringify(days.map(pack)))
  }
  return days
}

type StoredDay = Omit<WatchedDay, 'counts' | 'risk'> & { counts: number[]; risk: number[] }

const pack = (day: WatchedDay): StoredDay => ({
  ...day,
  counts: [...day.counts],
  risk: Array.from(day.risk, (sum) => Number(sum.toPrecision(7))),
})
const unpack = (day: StoredDay): WatchedDay => ({
  ...day,
  counts: Float64Array.from(day.counts),
  risk: Float64Array.from(day.risk),
})
