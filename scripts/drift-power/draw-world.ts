import { addRow, emptyTally, type Layout, type WatchedDay } from '@/lib/engine/drift'
import { FEATURE_COUNT, FEATURE_NAMES } from '@/lib/engine/features'
import type { Model } from '@/lib/engine/inference'
import { simulateWorld, type WorldConfig } from '@/tools/simulation'
import { HistoryReplay } from '../training-data/replay-history'
import { DAY_MS } from '@/lib/platform/time'

const BLOCK = 1_024

/** Draws a world, scores it with the model as the product would, and returns what its days add up to. */
export async function drawWorld(config: WorldConfig, model: Model, layout: Layout): Promise<WatchedDay[]> {
  const days = Array.from({ length: config.days }, () => newDay(layout))
  const columns = model.featureNames.map((name) => FEATURE_NAMES.indexOf(name))
  const { review } = model.manifest.thresholds
  const replay = new HistoryReplay()
  const catalogue = new Float32Array(FEATURE_COUNT)
  const matrix = new Float32Array(BLOCK * columns.length)
  const row = new Float64Array(columns.length + 1)
  let waiting: { day: number; reportedDay: number | null }[] = []

  const score = async () => {
    const margins = await model.predictMargins(
      matrix.slice(0, waiting.length * columns.length),
      waiting.length,
    )
    waiting.forEach(({ day, reportedDay }, i) => {
      const score = model.calibrate(margins[i]!)
      for (let c = 0; c < columns.length; c++) row[c] = matrix[i * columns.length + c]!
      row[columns.length] = score
      const into = days[day]!
      addRow(into.tally, layout, row)
      into.scores += score
      into.decisions += 1
      if (score >= review) into.alerts += 1
      else if (reportedDay !== null && days[reportedDay]) days[reportedDay].reportedMissed += 1
    })
    waiting = []
  }
  for (const { transaction, label } of simulateWorld(config)) {
    const { occurredAtMs } = transaction
    replay.next({ input: transaction, isFraud: label.isFraud, labelAtMs: label.arrivesAtMs }, catalogue, 0)
    const at = waiting.length * columns.length
    columns.forEach((column, c) => (matrix[at + c] = catalogue[column]!))
    const arrivesAtMs = label.isFraud ? label.arrivesAtMs : null
    const dayOf = (ms: number) => Math.floor((ms - config.startMs) / DAY_MS)
    waiting.push({ day: dayOf(occurredAtMs), reportedDay: arrivesAtMs === null ? null : dayOf(arrivesAtMs) })
    if (waiting.length === BLOCK) await score()
  }
  await score()
  return days.map(({ tally, ...day }) => ({ ...day, counts: tally.counts, risk: tally.risk }))
}

const newDay = (layout: Layout) => ({
  tally: emptyTally(layout, false),
  decisions: 0,
  alerts: 0,
  scores: 0,
  reportedMissed: 0,
})
