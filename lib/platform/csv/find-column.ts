const POSITION = /^#([1-9]\d{0,3})$/

/**
 * The index of a column that is named by its header, or by its position from 1, such as `#3`, where names repeat.
 * @throws Error naming what the header has instead
 */
export function findColumn(header: readonly string[], column: string): number {
  const position = POSITION.exec(column)
  if (position !== null) {
    const index = Number(position[1]) - 1
    if (index < header.length) return index
    throw new Error(`Line 1: there is no column ${column}. The file has ${header.length} columns`)
  }
  const found = header.flatMap((name, index) => (name === column ? [index] : []))
  if (found.length === 1) return found[0]!
  if (found.length === 0) {
    throw new Error(`Line 1: column ${column} is missing. The file has ${header.join(', ')}`)
  }
  const places = found.map((index) => `#${index + 1}`).join(' and ')
  throw new Error(
    `Line 1: column ${column} is there twice, as ${places}. Name the one you mean by its position`,
  )
}
