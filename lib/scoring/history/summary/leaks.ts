import { FILLED, type ValueCount } from './column-values'

/** Fields whose values know the label: most likely they were filled in after the fraud was known. */

/** A field alone finds fraud this well (average precision): it knows the label. */
export const TELLTALE = 0.9
/** Rarer values are taken together: few rows have a pure class by chance. */
const FEWEST_ROWS = 20
/** A value counts as one class when at most this share of its rows is of the other: labels have errors. */
const OTHER_CLASS = 0.02
/** A value with fraud only is a leak from this share of all frauds on, and from this number. */
const FRAUD_SHARE = 0.1
const FEWEST_FRAUDS = 10
/** A value without fraud is a leak from this share of all rows on, where so many frauds were to be expected. */
const LEGITIMATE_SHARE = 0.9

export interface Leak {
  field: string
  column: string
  reason: string
}

/** Why the values of a field are a likely leak; null where they are not. */
export function leakReason(counts: readonly ValueCount[]): string | null {
  const rows = sum(counts, 'rows')
  const frauds = sum(counts, 'frauds')
  if (counts.length < 2 || frauds < FEWEST_FRAUDS || frauds === rows) return null
  const pure = counts.find(
    (count) =>
      count.frauds >= (1 - OTHER_CLASS) * count.rows &&
      count.frauds >= Math.max(FEWEST_FRAUDS, FRAUD_SHARE * frauds),
  )
  if (pure) {
    const part = pure.frauds === pure.rows ? 'all' : pure.frauds
    return `${describe(pure)} occurs in ${pure.rows} rows, ${part} of them fraud`
  }
  const precision = averagePrecision(counts)
  if (precision >= TELLTALE)
    return `alone it finds fraud with an average precision of ${precision.toFixed(3)}`
  const clean = counts.find(
    (count) =>
      count.frauds === 0 &&
      count.rows >= LEGITIMATE_SHARE * rows &&
      (count.rows * frauds) / rows >= 2 * FEWEST_FRAUDS,
  )
  return clean ? `${describe(clean)} occurs in ${clean.rows} rows, none of them fraud` : null
}

/** Average precision of ranking rows by the fraud rate of their value; rare values count as one. */
export function averagePrecision(counts: readonly ValueCount[]): number {
  const frequent = counts.filter(({ rows }) => rows >= FEWEST_ROWS)
  const rare = counts.filter(({ rows }) => rows < FEWEST_ROWS)
  const groups = [...frequent, { rows: sum(rare, 'rows'), frauds: sum(rare, 'frauds') }]
    .filter(({ rows }) => rows > 0)
    .sort((a, b) => b.frauds / b.rows - a.frauds / a.rows)
  const frauds = sum(counts, 'frauds')
  let [flagged, caught, area] = [0, 0, 0]
  for (const group of groups) {
    flagged += group.rows
    caught += group.frauds
    area += (group.frauds / frauds) * (caught / flagged)
  }
  return area
}

const sum = (counts: readonly { rows: number; frauds: number }[], key: 'rows' | 'frauds'): number =>
  counts.reduce((total, count) => total + count[key], 0)

const describe = ({ value }: ValueCount): string =>
  value === null ? 'an empty cell' : value === FILLED ? 'any value' : `the value "${value}"`
