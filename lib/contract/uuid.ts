import { z } from 'zod'

/** A UUID in any case; in lower case afterwards, as ids are stored and compared. */
export const uuid = z.uuid().toLowerCase()
