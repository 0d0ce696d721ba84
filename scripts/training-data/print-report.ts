import type { FileReport, WeekReport } from './file-report'

/** Weeks on the terminal; the stored report has all. */
const MOST_WEEKS = 60

const number = (value: number): string => value.toLocaleString('en-US')
const share = (part: number, whole: number): string =>
  whole === 0 ? '-' : `${((100 * part) / whole).toFixed(3)} %`
const counts = (values: Record<string, number>): string =>
  Object.entries(values)
    .sort(([, a], [, b]) => b - a)
    .map(([name, rows]) => `${name} ${number(rows)}`)
    .join(', ')

/** The report in words, for the terminal. */
export function reportText(report: FileReport): string {
  const { labels, accounts } = report
  return [
    `${report.file}: ${number(report.rows)} rows, ${number(report.accepted)} accepted, ${number(report.rejected)} rejected`,
    ...report.reasons.map(
      ({ rows, column, reason, firstLine }) =>
        `  ${number(rows)} × ${column === '' ? 'the row' : `column ${column}`} ${reason} (first: line ${firstLine})`,
    ),
    `Time: ${report.from ?? '-'} to ${report.to ?? '-'}, times without a zone are in ${report.timeZone}`,
    `Labels: ${number(labels.frauds)} frauds (${share(labels.frauds, labels.frauds + labels.legitimate)}), ` +
      `${number(labels.legitimate)} legitimate, ${number(labels.none)} without a label`,
    ...weekLines(report.weeks),
    `Types: ${counts(report.types)}`,
    `Currencies: ${counts(report.currencies) || 'none named'}`,
    `Accounts: ${number(accounts.senders)} senders, ${number(accounts.receivers)} receivers, ${number(accounts.both)} are both`,
    ...report.leaks.map(({ column, field, reason }) => `Likely leak: column ${column} (${field}): ${reason}`),
    ...report.notes.map((note) => `Note: ${note}`),
    ...report.stops.map((stop) => `Nothing can be trained: ${stop}`),
  ].join('\n')
}

function weekLines(weeks: readonly WeekReport[]): string[] {
  const lines = weeks
    .slice(0, MOST_WEEKS)
    .map(
      ({ from, rows, frauds }) =>
        `  week of ${from} ${number(rows).padStart(11)} rows ${number(frauds).padStart(8)} frauds ${share(frauds, rows).padStart(10)}`,
    )
  return weeks.length > MOST_WEEKS ? [...lines, `  and ${weeks.length - MOST_WEEKS} more weeks`] : lines
}
