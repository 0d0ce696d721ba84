import { pruneIdempotencyKeys } from '@/lib/scoring/path'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes expired idempotency keys with their responses. */
export const pruneIdempotencyKeysJob: Job = {
  name: 'prune-idempotency-keys',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneIdempotencyKeys(now),
}
