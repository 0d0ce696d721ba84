/** Writes CSV files whose texts a spreadsheet shows as text and never runs as a formula. */

/** An export: the number of rows is known before the first byte, each line is made when it is sent. */
export interface CsvExport {
  rows: number
  /** More rows exist than an export holds. */
  truncated: boolean
  csv: ReadableStream<Uint8Array>
}

// Text that already has an apostrophe before such a start gets another one, so that reading returns the same text.
const TRIGGER = /(^|[;,\t\r\n])([\s\u00a0\u200b\ufeff]*)(?='*[=+\-@\t\r\n\0＝＋－＠])/gu
const DISARMED = /(^|[;,\t\r\n])([\s\u00a0\u200b\ufeff]*)'(?='*[=+\-@\t\r\n\0＝＋－＠])/gu

/** A phone number. A spreadsheet takes it for a number, and runs nothing. */
const PHONE = /^\+\d{7,15}$/

/**
 * A text in quotes. An apostrophe precedes whatever a spreadsheet would run as a formula, also where the spreadsheet
 * splits the cell at another separator. A phone number stays as it is.
 */
export const textCell = (text: string | null): string =>
  text === null ? '' : `"${PHONE.test(text) ? text : text.replace(TRIGGER, "$1$2'").replaceAll('"', '""')}"`

/** The inverse of textCell, for a cell whose quotes are already read. */
export const plainText = (cell: string): string => cell.replace(DISARMED, '$1$2')

/** One line of finished cells. Numbers are not quoted, so that they stay numbers. */
export const csvLine = (cells: readonly string[], delimiter = ','): string => `${cells.join(delimiter)}\r\n`
