/** The way back through keyset pages, kept in the URL: the cursors of the previous pages, first page first. */
const SEPARATOR = '~'
const MAX_PAGES = 40
/** Longer than any trail that the product writes. */
export const MAX_TRAIL_LENGTH = 20_000

export interface Place {
  cursor?: string | undefined
  prev?: string | undefined
}

export function nextPlace({ cursor, prev }: Place, nextCursor: string): Place {
  const trail = cursor ? [...trailOf(prev), cursor].slice(-MAX_PAGES) : trailOf(prev)
  return { cursor: nextCursor, prev: joined(trail) }
}

/** Null on the first page. */
export function previousPlace({ cursor, prev }: Place): Place | null {
  if (!cursor) return null
  const trail = trailOf(prev)
  return { cursor: trail.at(-1), prev: joined(trail.slice(0, -1)) }
}

// Cursors are base64url and never hold the separator.
const trailOf = (prev: string | undefined): string[] => prev?.split(SEPARATOR).filter(Boolean) ?? []
const joined = (trail: string[]) => (trail.length > 0 ? trail.join(SEPARATOR) : undefined)
