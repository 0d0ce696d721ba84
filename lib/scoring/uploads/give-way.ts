/** How the rows of a file give way to single scores of the same server, for which callers wait. */
import { setTimeout as wait } from 'node:timers/promises'
import { monotonicMs } from '@/lib/platform/time'
import { foregroundIdle, isScoringForOthers } from '@/lib/scoring/path'
import { splitAt, type Stretch } from './file/parts-of'
import { CHUNK_ROWS } from './file/read-rows'

/** A score that comes meanwhile waits for one part of a file, about so long. */
const PART_MS = 20
const FEWEST_ROWS = 4
/** A part that took longer waited for others: that is no work, which the file would have to make up for. */
const MOST_WORK_MS = 250

/** Which parts of its time the work takes while others score: at most, and however many scores come at least. */
interface Shares {
  most: number
  least: number
  /** After the last single score, the work takes small steps for so long: whoever comes next does not wait for a large one. */
  recentMs: number
}
/** A user waits for the response. */
export const SMALL_FILE: Shares = { most: 1, least: 0.3, recentMs: 1_000 }
/** Nobody waits. */
export const LARGE_FILE: Shares = { most: 0.5, least: 0.1, recentMs: 10_000 }

type Lined = { line: number }

/**
 * Returns a function that cuts a chunk into parts for its caller, who works on each before it asks for the next one. Nobody
 * scores single transactions: the chunk is one part. Otherwise a part is small, and the next one waits until no score is in flight.
 */
export function givingWay({ most, least, recentMs }: Shares) {
  let rows = FEWEST_ROWS
  return async function* partsOf<Row extends Lined, Reject extends Lined>(
    chunk: Stretch<Row, Reject>,
  ): AsyncGenerator<Stretch<Row, Reject>, void> {
    let rest: Stretch<Row, Reject> | null = chunk
    while (rest !== null) {
      if (!isScoringForOthers(recentMs)) return yield rest
      const [part, left]: [Stretch<Row, Reject>, Stretch<Row, Reject> | null] = splitAt(rest, rows)
      const startedAt = monotonicMs()
      yield part
      const workedMs = Math.min(monotonicMs() - startedAt, MOST_WORK_MS)
      rows = nextRows(part.rows.length, workedMs)
      await wait(workedMs * (1 / most - 1))
      await foregroundIdle(workedMs * (1 / least - 1 / most))
      rest = left
    }
  }
}

/** So many rows that the next part takes PART_MS, if it takes as long per row. */
function nextRows(rows: number, tookMs: number): number {
  const fitting = Math.floor((rows * PART_MS) / Math.max(tookMs, 1))
  return Math.min(CHUNK_ROWS, Math.max(FEWEST_ROWS, Math.min(fitting, 2 * rows)))
}

/**
 * Returns a function that its caller awaits between two chunks that are only read: reading takes the process, and nothing else.
 * It waits for the scores in flight once as much was read as a part takes.
 */
export function givingWayToScores(): () => Promise<void> {
  let since = monotonicMs()
  return async () => {
    const readMs = Math.min(monotonicMs() - since, MOST_WORK_MS)
    if (isScoringForOthers()) {
      if (readMs < PART_MS) return
      await foregroundIdle(readMs * (1 / LARGE_FILE.least - 1))
    }
    since = monotonicMs()
  }
}
