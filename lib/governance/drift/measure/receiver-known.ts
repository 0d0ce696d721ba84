import { Prisma } from '@/lib/platform/db'

/** The feature of the catalogue that tells how often a sender has paid a receiver; NaN without a receiver. */
const TIMES_PAID = 'pair_times_paid'

/**
 * SQL: whether the sender had paid the receiver before, from the vector of a prediction `p` and the names of its model version `m`. Null
 * without a receiver, or with a model that does not look at it.
 */
export const isReceiverKnown = () =>
  Prisma.sql`nullif(p.features[array_position(m.feature_names, ${TIMES_PAID}::text)], 'NaN'::float8) > 0`
