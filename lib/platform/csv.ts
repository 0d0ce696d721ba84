/** CSV files whose texts a spreadsheet opens as text, never as a formula. */

/** An export: its length is known before a byte leaves, its lines are made as they are sent. */
export interface CsvExport {
  rows: number
  /** There is more than an export holds. */
  truncated: boolean
  csv: ReadableStream<Uint8Array>
}

// An apostrophe that stands before such a start already gets another one, so that reading back finds the same text.
const TRIGGER = /(^|[;,\t\r\n])([\s\u00a0\u200b\ufeff]*)(?='*[=+\-@\t\r\n\0＝＋－＠])/gu
const DISARMED = /(^|[;,\t\r\n])([\s\u00a0\u200b\ufeff]*)'(?='*[=+\-@\t\r\n\0＝＋－＠])/gu

/**
 * A text in quotes. An apostrophe stands before whatever a spreadsheet would take for the start of a formula, also where
 * one that splits at another separator would see a start.
 */
export const textCell = (text: string | null): string =>
  text === null ? '' : `"${text.replace(TRIGGER, "$1$2'").replaceAll('"', '""')}"`

/** What textCell was given, of a cell whose quotes are read already. */
export const plainText = (cell: string): string => cell.replace(DISARMED, '$1$2')

/** One line of finished cells; numbers go in as they are, so that they stay numbers. */
export const csvLine = (cells: readonly string[]): string => `${cells.join(',')}\r\n`
