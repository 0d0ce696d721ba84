import { csvLine, textCell } from '@/lib/platform/csv/write'
import { REJECT_COLUMNS } from '../schema'
import type { FileReject } from './read-rows'

const NUMBER = /^-?\d{1,15}(\.\d{1,10})?$/

/**
 * Writes the rejected rows of one file as they were, with line and reason, to correct and send again: split at the delimiter of
 * the file, so that its mapping reads them too.
 */
export function rejectsWriter(header: readonly string[], delimiter: string) {
  // A number stays one; any other text is guarded, so that a spreadsheet does not run it.
  const cellOf = (cell: string): string =>
    NUMBER.test(cell) && !cell.includes(delimiter) ? cell : textCell(cell)
  const isOwn = (name: string): boolean => !(REJECT_COLUMNS as readonly string[]).includes(name)
  const own = header.flatMap((name, index) => (isOwn(name) ? [index] : []))
  const lineOf = ({ line, cells, errors }: FileReject): string => {
    const reasons = errors.map(({ column, reason }) => (column === '' ? reason : `${column}: ${reason}`))
    const all = [...shownCells(cells).map(cellOf), cellOf(String(line)), textCell(reasons.join('; '))]
    return csvLine(all, delimiter)
  }
  // Filled up or cut to the header, a row of another width would be read as one that nobody wrote: it keeps its width.
  const shownCells = (cells: readonly string[]): readonly string[] => {
    if (cells.length === header.length) return own.map((index) => cells[index]!)
    return cells.length === own.length ? [...cells, ''] : cells
  }
  return {
    header: csvLine([...own.map((index) => header[index]!), ...REJECT_COLUMNS].map(textCell), delimiter),
    lines: (rejects: readonly FileReject[]): string => rejects.map(lineOf).join(''),
  }
}

/** True for a file that this writer made, which its user has corrected. */
export const isRejectsFile = (header: readonly string[]): boolean =>
  REJECT_COLUMNS.every((name) => header.includes(name))
