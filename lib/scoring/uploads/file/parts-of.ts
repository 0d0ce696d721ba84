interface Lined {
  line: number
}

/** Rows and rejected rows of a stretch of a file, each in its order. */
export interface Stretch<Row extends Lined, Reject extends Lined> {
  rows: Row[]
  rejects: Reject[]
}

/** The first so many rows of the stretch with the rejected rows up to the next one, and what is left: null for nothing. */
export function splitAt<Row extends Lined, Reject extends Lined>(
  { rows, rejects }: Stretch<Row, Reject>,
  size: number,
): [first: Stretch<Row, Reject>, rest: Stretch<Row, Reject> | null] {
  const next = rows[size]
  if (next === undefined) return [{ rows, rejects }, null]
  const after = rejects.findIndex(({ line }) => line > next.line)
  const rejected = after < 0 ? rejects.length : after
  return [
    { rows: rows.slice(0, size), rejects: rejects.slice(0, rejected) },
    { rows: rows.slice(size), rejects: rejects.slice(rejected) },
  ]
}

/** The stretch in parts of at most so many rows, each with the rejected rows between them: in the order of the file. */
export function partsOf<Row extends Lined, Reject extends Lined>(
  stretch: Stretch<Row, Reject>,
  size: number,
): Stretch<Row, Reject>[] {
  const parts: Stretch<Row, Reject>[] = []
  for (let rest: Stretch<Row, Reject> | null = stretch; rest !== null;) {
    const [part, left]: [Stretch<Row, Reject>, Stretch<Row, Reject> | null] = splitAt(rest, size)
    parts.push(part)
    rest = left
  }
  return parts
}
