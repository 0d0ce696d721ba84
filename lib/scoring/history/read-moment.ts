import { eventTimeProblem } from '@/lib/contract/time-bounds'
import { localTimeReader, type ReadLocal } from '@/lib/platform/local-time'
import {
  addProblem,
  type CellReader,
  type FileColumns,
  type Place,
  placeOf,
  textReader,
} from './cell-readers'
import { readIsoTime, type WrittenTime } from './iso-time'
import { EPOCH_UNITS, OFFSET_UNITS, type TimeSource } from './mapping'
import { patternReader } from './time-pattern'
import { DAY_MS } from '@/lib/platform/time'

const NUMBER = /^-?\d{1,19}(\.\d+)?$/
const UNIT_MS = {
  'epoch-s': 1000,
  'epoch-ms': 1,
  hours: 3_600_000,
  minutes: 60_000,
  seconds: 1000,
  days: DAY_MS,
}
const SCALES = [
  ['seconds', 1000],
  ['milliseconds', 1],
  ['microseconds', 1e-3],
  ['nanoseconds', 1e-6],
] as const

/** The bounds of times in a file, in epoch milliseconds: those of the scoring API. */
export interface FileBounds {
  earliestMs: number
  nowMs: number
}

export interface MomentOptions {
  bounds: FileBounds
  /** Of times without a zone. */
  timeZone: string | undefined
  /**
   * Of an hour that the clock repeats: an event takes the first that is not before the row above; a label the second,
   * as it was known by then. A date of a label means the end of that day.
   */
  kind: 'event' | 'label'
}

/** Epoch milliseconds within the bounds of the scoring API. */
export function momentReader(
  file: FileColumns,
  field: string,
  source: TimeSource,
  options: MomentOptions,
): CellReader<number> {
  const place = placeOf(file, field, source.columns ?? source.column!)
  const textOf = textReader(file, place)
  const parse = isNumeric(source)
    ? numericReader(place, source, options.bounds)
    : writtenReader(place, source, options)
  return (row) => {
    const text = textOf(row)
    if (text === '') return undefined
    const ms = parse(text, row)
    if (ms === undefined) return undefined
    const problem = eventTimeProblem(ms, options.bounds.earliestMs, options.bounds.nowMs)
    return problem === null ? ms : addProblem(row, place, problem)
  }
}

type Parse = (text: string, row: Parameters<CellReader<number>>[0]) => number | undefined

const isNumeric = ({ format }: TimeSource): boolean =>
  ([...EPOCH_UNITS, ...OFFSET_UNITS] as string[]).includes(format)

function numericReader(place: Place, source: TimeSource, bounds: FileBounds): Parse {
  const unitMs = UNIT_MS[source.format as keyof typeof UNIT_MS]
  const originMs = source.epoch === undefined ? 0 : (readIsoTime(source.epoch)?.ms ?? NaN)
  const fits = (ms: number) => eventTimeProblem(ms, bounds.earliestMs, bounds.nowMs) === null
  const expected = source.epoch !== undefined ? `a number of ${source.format}` : `a time in ${source.format}`
  return (text, row) => {
    if (!NUMBER.test(text)) return addProblem(row, place, `is not ${expected}`)
    const value = Number(text)
    const ms = Math.round(originMs + value * unitMs)
    if (source.epoch !== undefined || fits(ms)) return ms
    const meant = SCALES.find(([, scaleMs]) => scaleMs !== unitMs && fits(value * scaleMs))
    return meant === undefined
      ? ms
      : addProblem(row, place, `looks like ${meant[0]} since 1970, but the mapping says ${source.format}`)
  }
}

function writtenReader(place: Place, source: TimeSource, { timeZone, kind }: MomentOptions): Parse {
  const { format } = source
  const zone = source.timeZone ?? timeZone
  const local = zone === undefined ? null : localTimeReader(zone)
  const isDate = format === 'date'
  const parse = isDate || format === 'iso' ? readIsoTime : patternReader(format)
  const swapped = swappedFormat(format)
  const parseSwapped = swapped === null ? null : patternReader(swapped)
  const expected = isDate
    ? 'a date such as 2026-01-31'
    : format === 'iso'
      ? 'an ISO 8601 time'
      : `a time in the format ${format}`
  const endOfDay = (written: WrittenTime) =>
    isDate && kind === 'label' ? { ...written, ms: written.ms + DAY_MS } : written
  return (text, row) => {
    const written = parse(text)
    if (written === null && parseSwapped?.(text)) {
      return addProblem(
        row,
        place,
        `is one in ${swapped}, but the file is read as ${format}: check the other rows`,
      )
    }
    if (written === null || (isDate && written.hasClock)) return addProblem(row, place, `is not ${expected}`)
    if (!written.hasClock && format === 'iso') {
      return addProblem(
        row,
        place,
        'has no time of day: name the column of the time too (`columns`), or declare the format `date`',
      )
    }
    if (!written.isLocal) return written.ms
    if (local === null || zone === undefined) {
      return addProblem(row, place, 'has no time zone, and the mapping names none (`timeZone`)')
    }
    return instantOf(endOfDay(written).ms, { local, zone, kind }, place, row)
  }
}

/** The pattern with day and month the other way round; null for one whose month is a name. */
function swappedFormat(format: string): string | null {
  const found = /^([^dM]*)(d+|M+)([^dM]+)(d+|M+)(.*)$/.exec(format)
  if (found === null || format.includes('MMM') || !format.includes('y')) return null
  const [, before, one, between, other, after] = found
  return one![0] === other![0] ? null : `${before}${other}${between}${one}${after}`
}

function instantOf(
  writtenMs: number,
  { local, zone, kind }: { local: ReadLocal; zone: string; kind: MomentOptions['kind'] },
  place: Place,
  row: Parameters<CellReader<number>>[0],
): number | undefined {
  const instants = local(writtenMs)
  if (instants.length === 0)
    return addProblem(row, place, `does not exist in ${zone}: the clock skips that hour`)
  if (instants.length === 1) return instants[0]
  row.notes.add('repeated hour')
  const [first, second] = [instants[0]!, instants[instants.length - 1]!]
  if (kind === 'label') return second
  return first >= row.latestMs || second < row.latestMs ? first : second
}
