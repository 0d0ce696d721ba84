import { v7 } from 'uuid'

/** A time-ordered UUID (RFC 9562, version 7): new rows land at the right edge of their indexes. */
export const newId = (): string => v7()
