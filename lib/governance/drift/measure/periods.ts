import { addRow, addTally, type Cells, emptyTally, type Tally } from '@/lib/engine/drift'
import { type DecisionGroup, eachRow } from './read-decisions'
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

const OUTCOME_PLACES = { approve: 0, review: 1, block: 2 } as const

/** Adds decisions up by hour and by day, until they are stored. */
export class Periods {
  private readonly periods = new Map<string, Period>()

  /** @param hoursFrom older hours are not kept, so they are not made either */
  constructor(private readonly hoursFrom: Date) {}

  all(): Period[] {
    return [...this.periods.values()]
  }

  addGroup(model: MeasuredModel, group: DecisionGroup): void {
    const day = this.of(model, 'day', group.day)
    const hour = group.hour >= this.hoursFrom ? this.of(model, 'hour', group.hour) : null
    const place = OUTCOME_PLACES[group.outcome]
    const { layout } = model
    const width = layout ? layout.columns.length - 1 : widthOf(group)
    // Each value is binned once: the group goes into the hour and the day, its values straight into the sketches of the day.
    const tally = layout && { ...emptyTally(layout, false), sketches: day.tally?.sketches ?? null }
    const outcomes = new Float64Array(9)
    eachRow(group, width, (row) => {
      const score = row[width]!
      outcomes[place]! += 1
      outcomes[place + 3]! += score
      outcomes[place + 6]! += score * (1 - score)
      if (layout && tally) addRow(tally, layout, row)
    })
    for (const period of hour ? [hour, day] : [day]) {
      outcomes.forEach((sum, i) => (period.outcomes[i]! += sum))
      if (tally && period.tally) addTally(period.tally, { ...tally, sketches: null })
    }
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
    return period
  }
}

const widthOf = ({ decisions, vectors }: DecisionGroup): number => (vectors.byteLength / decisions - 20) / 12

/** More values of one field than this count as one, so that an id sent as a category cannot fill the table. */
const MOST_VALUES = 200
export const OTHER_VALUES = '*'

export function addCategory(categories: Categories, field: string, value: string, decisions: number): void {
  const counts = (categories[field] ??= {})
  const known = value in counts || Object.keys(counts).length < MOST_VALUES
  const name = known ? value : OTHER_VALUES
  counts[name] = (counts[name] ?? 0) + decisions
}
