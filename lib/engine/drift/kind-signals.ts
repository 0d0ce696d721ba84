import { addToCell, type Cell, type Cells, emptyCell } from './cells'
import { LEARNING_DAYS, standardise } from './usual-range'

/** A kind of decisions with its daily signals, in standard deviations. */
export interface KindSignals {
  /** Null for all kinds that are not watched by themselves. */
  kind: string | null
  /** What the scores say of the day's decisions. */
  suspicion: (number | null)[]
  /** Fraud labels that arrived on the day. */
  reports: (number | null)[]
  /** Both, added and divided by the root of two: what each alone is too weak to show. */
  fraud: (number | null)[]
}

interface KindDay {
  decisions: number
  cells: Readonly<Cells>
}

/** A kind with at least this share of the suspicion is watched by itself: the capital is not spent where no model suspects anything. */
const FEWEST_SHARE = 0.01

/**
 * Rare kinds can look calm for weeks. The smallest deviations that count, on the scale of `root`: 1 is that of a Poisson count, and
 * 0.32 of a sum of rare scores that all have the cap of 0.1; rare frauds come in series, so more is tolerated of them.
 */
const SMALLEST_DEVIATION = { suspicion: 0.2, rareSuspicion: 0.4, reports: 1 }

/**
 * How suspicious each kind of decisions is, and how many frauds of it are reported. A tactic that the model has not learned raises the scores
 * of its own kind at once, often below the thresholds, and the labels of its kind after their delay; among all kinds it would be lost.
 * @param days at least LEARNING_DAYS; the first ones say which kinds are watched
 */
export function kindSignals(days: readonly KindDay[]): KindSignals[] {
  const first = days.slice(0, LEARNING_DAYS)
  const usual = first.reduce((sum, { decisions }) => sum + decisions, 0) / first.length
  const kinds = kindsToWatch(first)
  return [...kinds, null].map((kind) => {
    const cells = days.map(({ cells }) => (kind === null ? restOf(cells, kinds) : cells[kind]))
    const signalOf = (amount: (cell: Cell) => number, smallest: number) =>
      standardise(
        cells.map((cell, i) => root(((cell ? amount(cell) : 0) * usual) / days[i]!.decisions)),
        smallest,
      )
    const suspicion = signalOf(
      ({ suspicion }) => suspicion,
      SMALLEST_DEVIATION[kind === null ? 'rareSuspicion' : 'suspicion'],
    )
    const reports = signalOf(
      ({ reportedAlerts, reportedMissed }) => Math.max(0, reportedAlerts + reportedMissed),
      SMALLEST_DEVIATION.reports,
    )
    const fraud = suspicion.map((value, i) => (value === null ? null : (value + reports[i]!) / Math.SQRT2))
    return { kind, suspicion, reports, fraud }
  })
}

/** Makes the noise of counts even (Anscombe, 1948). */
const root = (count: number): number => 2 * Math.sqrt(count + 3 / 8)

function kindsToWatch(days: readonly KindDay[]): Set<string> {
  const suspicion = new Map<string, number>()
  let all = 0
  for (const { cells } of days) {
    for (const [kind, cell] of Object.entries(cells)) {
      suspicion.set(kind, (suspicion.get(kind) ?? 0) + cell.suspicion)
      all += cell.suspicion
    }
  }
  return new Set(
    [...suspicion].filter(([, sum]) => sum >= FEWEST_SHARE * all && sum > 0).map(([kind]) => kind),
  )
}

function restOf(cells: Readonly<Cells>, watched: ReadonlySet<string>): Cell {
  const rest = { all: emptyCell() }
  for (const [kind, cell] of Object.entries(cells)) if (!watched.has(kind)) addToCell(rest, 'all', cell)
  return rest.all
}
