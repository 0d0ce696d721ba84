import { pruneDeadLetters } from '@/lib/scoring/stream'
import { type Job, PRUNE_EVERY_MS } from './job'

/** Deletes messages of Kafka that could not be scored and have been kept long enough. */
export const pruneDeadLettersJob: Job = {
  name: 'prune-dead-letters',
  everyMs: PRUNE_EVERY_MS,
  run: (now) => pruneDeadLetters(now),
}
