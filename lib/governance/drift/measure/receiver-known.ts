import { Prisma } from '@/lib/platform/db'

/** The feature of the catalogue that tells how often a sender has paid a receiver; NaN without a receiver. */
export const TIMES_PAID = 'pair_times_paid'

/** SQL: the tenant's model versions with the place of that feature in their vectors, found once and not for each decision. */
export const modelsWithPlace = (tenantId: string) => Prisma.sql`
  select id, array_position(feature_names, ${TIMES_PAID}::text) as paid_place from model_versions
   where tenant_id = ${tenantId}::uuid`

/**
 * SQL: whether the sender had paid the receiver before, from the vector of a prediction `p` and its model `m` of `modelsWithPlace`. Null
 * without a receiver, or with a model that does not look at it.
 */
export const isReceiverKnown = Prisma.sql`nullif(p.features[m.paid_place], 'NaN'::float8) > 0`
