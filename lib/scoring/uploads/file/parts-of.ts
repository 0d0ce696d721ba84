interface Lined {
  line: number
}

/** Rows and rejected rows of a stretch of a file, each in its order. */
export interface Stretch<Row extends Lined, Reject extends Lined> {
  rows: Row[]
  rejects: Reject[]
}

/** The stretch in parts of at most so many rows, each with the rejected rows between them: in the order of the file. */
export function partsOf<Row extends Lined, Reject extends Lined>(
  { rows, rejects }: Stretch<Row, Reject>,
  size: number,
): Stretch<Row, Reject>[] {
  const parts: Stretch<Row, Reject>[] = []
  let rejected = 0
  for (let at = 0; at === 0 || at < rows.length; at += size) {
    const next = rows[at + size]
    const from = rejected
    while (rejected < rejects.length && (!next || rejects[rejected]!.line < next.line)) rejected += 1
    parts.push({ rows: rows.slice(at, at + size), rejects: rejects.slice(from, rejected) })
  }
  return parts
}
