import { AppError } from '@/lib/platform/errors'

/** More are counted only: an answer stays readable. */
const NAMED = 20

/** Throws not-found naming the ids, as they were sent, that are not known. */
export function refuseUnknown(ids: readonly string[], known: ReadonlyMap<string, unknown>): void {
  const errors = ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ field: `transaction_ids[${i}]`, reason: `${id} is not known` }],
  )
  if (errors.length === 0) return
  const detail = `${errors.length} of ${ids.length} transactions are not known. Nothing was changed.`
  throw new AppError('not-found', { detail, errors: errors.slice(0, NAMED) })
}
