import { addTally, type Cells, emptyTally, type Tally } from '@/lib/engine/drift'
import type { MeasuredModel } from './layout-of-model'

export type Grain = 'hour' | 'day'

/** What the decisions of one hour or day add up to since it was stored last. */
export interface Period {
  modelVersionId: string
  grain: Grain
  start: Date
  /** Decisions, sums of scores, sums of p (1 - p); each for approve, review, block. */
  outcomes: Float64Array
  reportedAlerts: number
  reportedMissed: number
  tally: Tally | null
  categories: Categories
  /** Of days only. */
  cells: Cells
}

/** Field, then value, then decisions. */
export type Categories = Record<string, Record<string, number>>

/** Adds decisions up by hour and by day, until they are stored. */
export class Periods {
  private readonly periods = new Map<string, Period>()
  /** The day of each hour. */
  private readonly dayOf = new Map<Period, Period>()
  days = 0

  /** @param hoursFrom older hours are not kept, so they are not made either */
  constructor(private readonly hoursFrom: Date) {}

  /** The hour that decisions are counted in, or their day where hours are not kept any more. */
  counting(model: MeasuredModel, hour: Date, day: Date): { counted: Period; day: Period } {
    const ofDay = this.of(model, 'day', day)
    if (hour < this.hoursFrom) return { counted: ofDay, day: ofDay }
    const counted = this.of(model, 'hour', hour)
    this.dayOf.set(counted, ofDay)
    return { counted, day: ofDay }
  }

  /** All hours and days, after each hour was added to its day. To be called once. */
  finish(): Period[] {
    for (const [hour, day] of this.dayOf) {
      hour.outcomes.forEach((sum, i) => (day.outcomes[i]! += sum))
      if (hour.tally && day.tally) addTally(day.tally, hour.tally)
    }
    return [...this.periods.values()]
  }

  of({ id, layout }: MeasuredModel, grain: Grain, start: Date): Period {
    const key = `${id} ${grain} ${start.getTime()}`
    const known = this.periods.get(key)
    if (known) return known
    const period: Period = {
      modelVersionId: id,
      grain,
      start,
      outcomes: new Float64Array(9),
      reportedAlerts: 0,
      reportedMissed: 0,
      tally: layout && emptyTally(layout, grain === 'day'),
      categories: {},
      cells: {},
    }
    this.periods.set(key, period)
    if (grain === 'day') this.days += 1
    return period
  }
}

/** More values of one field than this count as one, so that an id sent as a category cannot fill the table. */
const MOST_VALUES = 200
export const OTHER_VALUES = '*'

export function addCategory(categories: Categories, field: string, value: string, decisions: number): void {
  const counts = (categories[field] ??= {})
  const isKnown = Object.hasOwn(counts, value) || Object.keys(counts).length < MOST_VALUES
  const name = isKnown ? value : OTHER_VALUES
  counts[name] = (Object.hasOwn(counts, name) ? counts[name]! : 0) + decisions
}
