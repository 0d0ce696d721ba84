import Papa from 'papaparse'

export interface CsvRecord {
  /** The line on which the record begins, counted from 1. */
  line: number
  /** The text of the whole line where it cannot be split. */
  cells: string[]
  /** Why the record cannot be read; null for a readable one. */
  damage: string | null
}

export interface RecordLimits {
  /** A record of more characters has a quote that is never closed. */
  recordChars: number
  /** More damaged quotes end the reading: each costs a second look at the text after it. */
  damagedQuotes: number
  /** Text that is split at once: other work of the process has its turn before the next text. */
  batchChars: number
}

export const NO_LIMITS: RecordLimits = {
  recordChars: 1_000_000,
  damagedQuotes: Infinity,
  batchChars: Infinity,
}
const OPEN_QUOTE = 'a quote is not closed or not doubled'
const NOT_UTF8 = 'has bytes that are not UTF-8'
/** A file without a line feed in so many characters ends its lines with carriage returns, if it has any. */
const NEWLINE_CHARS = 65_536

/**
 * Splits text that arrives in chunks into records (RFC 4180). A damaged record costs one line: reading continues on the
 * line after the one where it begins.
 */
export class RecordParser {
  private rest = ''
  private line = 1
  private started = false
  private width: number | null = null
  private newline: '\n' | '\r' = '\n'
  private papa: Papa.Parser | null = null
  private damagedQuotes = 0

  constructor(
    private readonly delimiter: string,
    private readonly limits: RecordLimits = NO_LIMITS,
  ) {}

  /** The records that the chunk completes. Throws an Error for a file that is not UTF-8 text. */
  take(chunk: string): CsvRecord[] {
    const text = this.begun(this.rest + chunk, false)
    if (this.started && text.includes(this.newline)) return this.parse(text, false)
    this.rest = text
    if (text.length > this.limits.recordChars) this.rejectLongLine()
    return []
  }

  /** The records of the last, unfinished line. */
  finish(): CsvRecord[] {
    const text = this.begun(this.rest, true)
    return text === '' ? [] : this.parse(text, true)
  }

  /** Removes the byte-order mark and finds out how lines end, as soon as the text shows it however it is cut. */
  private begun(text: string, last: boolean): string {
    if (this.started || text === '') return text
    const beginning = text.slice(0, NEWLINE_CHARS)
    const newline = newlineOf(withoutQuoted(beginning))
    if (newline !== '\n' && !last && text.length < NEWLINE_CHARS) return text
    this.started = true
    if (text.startsWith('\ufffd') || text.slice(0, 1000).includes('\0')) {
      throw new Error('Line 1: the file is not UTF-8 text; save it as UTF-8')
    }
    this.newline = newline ?? newlineOf(beginning) ?? '\n'
    this.papa = new Papa.Parser({ delimiter: this.delimiter, newline: this.newline })
    return text.replace(/^\ufeff/, '')
  }

  private parse(whole: string, last: boolean): CsvRecord[] {
    const records: CsvRecord[] = []
    let text = whole
    for (;;) {
      const { read, next } = this.parseOnce(text, last, records)
      text = text.slice(read)
      if (next === 'more') break
    }
    this.rest = text
    return records
  }

  /** Reads up to the first damaged record. `read` counts the characters that are done with. */
  private parseOnce(
    text: string,
    last: boolean,
    records: CsvRecord[],
  ): { read: number; next: 'more' | 'again' } {
    const { data, errors, meta } = this.papa!.parse(text, 0, !last) as Papa.ParseResult<string[]>
    const quoted = text.includes('"')
    const foreign = text.includes('\ufffd')
    const broken = quoted ? (errors.find(({ type }) => type === 'Quotes')?.row ?? -1) : -1
    const firstLine = this.line
    for (let i = 0; i < data.length; i++) {
      const cells = data[i]!
      const lines = quoted ? this.linesIn(cells) : 1
      if (i === broken || (lines > 1 && this.isRunaway(text, this.line - firstLine, cells))) {
        return this.skipLine(text, this.line - firstLine, records)
      }
      if (!isBlank(cells)) {
        const end = cells.length - 1
        if (cells[end]!.endsWith('\r')) cells[end] = cells[end]!.slice(0, -1)
        this.width ??= cells.length
        const damage = foreign && cells.some((cell) => cell.includes('\ufffd')) ? NOT_UTF8 : null
        records.push({ line: this.line, cells, damage })
      }
      this.line += lines
    }
    const rest = last ? 0 : text.length - meta.cursor
    if (rest > this.limits.recordChars) return this.skipLine(text, this.line - firstLine, records)
    return { read: last ? text.length : meta.cursor, next: 'more' }
  }

  /** A record over several lines of the wrong width whose second line is a whole record: a stray quote merged them. */
  private isRunaway(text: string, lineInText: number, cells: string[]): boolean {
    if (this.width === null || cells.length === this.width) return false
    const from = this.startOfLine(text, lineInText + 1)
    const to = text.indexOf(this.newline, from)
    return text.slice(from, to < 0 ? undefined : to).split(this.delimiter).length === this.width
  }

  private skipLine(text: string, lineInText: number, records: CsvRecord[]): { read: number; next: 'again' } {
    if (!text.includes(this.newline, this.startOfLine(text, lineInText))) {
      if (text.length - this.startOfLine(text, lineInText) > this.limits.recordChars) this.rejectLongLine()
    }
    if (++this.damagedQuotes > this.limits.damagedQuotes) {
      throw new Error(
        `Line ${this.line}: more than ${this.limits.damagedQuotes} lines have a quote that is not closed or not doubled`,
      )
    }
    const next = this.startOfLine(text, lineInText + 1)
    const written = text.slice(this.startOfLine(text, lineInText), next).replace(/[\r\n]+$/, '')
    records.push({ line: this.line, cells: [written], damage: OPEN_QUOTE })
    this.line += 1
    return { read: next, next: 'again' }
  }

  private rejectLongLine(): never {
    throw new Error(`Line ${this.line} is longer than ${this.limits.recordChars} characters`)
  }

  private startOfLine(text: string, lineInText: number): number {
    let at = 0
    for (let line = 0; line < lineInText; line++) {
      const end = text.indexOf(this.newline, at)
      if (end < 0) return text.length
      at = end + 1
    }
    return at
  }

  /** A quoted cell may contain line breaks. */
  private linesIn(cells: string[]): number {
    let lines = 1
    for (const cell of cells) if (cell.includes(this.newline)) lines += cell.split(this.newline).length - 1
    return lines
  }
}

/** The quoted cells may have line breaks of another kind; one that is cut off may close later. */
const withoutQuoted = (text: string): string => text.replace(/"[^"]*(?:"|$)/g, '')
const newlineOf = (text: string) => (text.includes('\n') ? '\n' : text.includes('\r') ? '\r' : null)

/** No text in any cell, as spreadsheets write after the last row. */
const isBlank = (cells: string[]): boolean =>
  cells[0]!.trim() === '' && cells.every((cell) => cell.trim() === '')
