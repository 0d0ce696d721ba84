import {
  addRow,
  addToCell,
  type Cells,
  emptyTally,
  kindOf,
  type Layout,
  MOST_SUSPICION,
  type WatchedDay,
} from '@/lib/engine/drift'
import { FEATURE_COUNT, FEATURE_NAMES } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import { DAY_MS } from '@/lib/platform/time'
import { simulateWorld, type WorldConfig } from '@/lib/engine/simulation'
import { HistoryReplay } from '../training-data/replay-history'

const BLOCK = 1_024
const TIMES_PAID = FEATURE_NAMES.indexOf('pair_times_paid')

/** A decision that waits for its score. Days count from the first one that is measured. */
interface Waiting {
  day: number
  /** The day on which its fraud label arrives; null without one. */
  reportedDay: number | null
  kind: string
}

/**
 * Draws a world, scores it with the model as the product would, and returns what its days from `fromDay` on add up to. The days before
 * are history: they fill the states.
 */
export async function drawWorld(
  config: WorldConfig,
  fromDay: number,
  model: Model,
  layout: Layout,
): Promise<WatchedDay[]> {
  const days = Array.from({ length: config.days - fromDay }, () => newDay(layout))
  const columns = model.featureNames.map((name) => FEATURE_NAMES.indexOf(name))
  const { review } = model.manifest.thresholds
  const replay = new HistoryReplay()
  const catalogue = new Float32Array(FEATURE_COUNT)
  const matrix = new Float32Array(BLOCK * columns.length)
  const row = new Float64Array(columns.length + 1)
  let waiting: Waiting[] = []

  const score = async () => {
    const margins = await model.predictMargins(
      matrix.slice(0, waiting.length * columns.length),
      waiting.length,
    )
    waiting.forEach((decision, i) => {
      const score = model.calibrate(margins[i]!)
      for (let c = 0; c < columns.length; c++) row[c] = matrix[i * columns.length + c]!
      row[columns.length] = score
      addDecision(days, decision, { layout, row, isAlert: score >= review })
    })
    waiting = []
  }
  const dayOf = (ms: number) => Math.floor((ms - config.startMs) / DAY_MS) - fromDay
  for (const { transaction, label } of simulateWorld(config)) {
    const { occurredAtMs, type, channel } = transaction
    const { isFraud, arrivesAtMs } = label
    const isAmountUnusual = replay.next({ input: transaction, isFraud, labelAtMs: arrivesAtMs }, catalogue, 0)
    const timesPaid = catalogue[TIMES_PAID]!
    const isReceiverKnown = Number.isNaN(timesPaid) ? null : timesPaid > 0
    const day = dayOf(occurredAtMs)
    const reportedDay = isFraud && arrivesAtMs !== null ? dayOf(arrivesAtMs) : null
    if (day < 0 && (reportedDay ?? -1) < 0) continue
    const at = waiting.length * columns.length
    columns.forEach((column, c) => (matrix[at + c] = catalogue[column]!))
    waiting.push({ day, reportedDay, kind: kindOf({ type, channel, isAmountUnusual, isReceiverKnown }) })
    if (waiting.length === BLOCK) await score()
  }
  await score()
  return days.map(({ tally, ...day }) => ({ ...day, counts: tally.counts, risk: tally.risk }))
}

type Day = ReturnType<typeof newDay>

const newDay = (layout: Layout) => ({
  tally: emptyTally(layout, false),
  decisions: 0,
  alerts: 0,
  scores: 0,
  reportedMissed: 0,
  cells: {} as Cells,
})

/** Adds a decision to its own day and to the day of its label, as far as they are measured. */
function addDecision(
  days: Day[],
  { day, reportedDay, kind }: Waiting,
  { layout, row, isAlert }: { layout: Layout; row: Float64Array; isAlert: boolean },
): void {
  const own = days[day]
  if (own) {
    addRow(own.tally, layout, row)
    own.decisions += 1
    own.scores += row.at(-1)!
    if (isAlert) own.alerts += 1
    addToCell(own.cells, kind, {
      decisions: 1,
      alerts: isAlert ? 1 : 0,
      suspicion: Math.min(row.at(-1)!, MOST_SUSPICION),
    })
  }
  const reported = reportedDay === null ? undefined : days[reportedDay]
  if (!reported) return
  if (!isAlert) reported.reportedMissed += 1
  addToCell(reported.cells, kind, isAlert ? { reportedAlerts: 1 } : { reportedMissed: 1 })
}
