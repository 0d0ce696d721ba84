import { growRings } from '@/lib/scoring/rings'
import type { Job } from './job'

/** Joins accounts that share devices or phones, where an institution looks for rings. */
export const growRingsJob: Job = { name: 'grow-rings', everyMs: 1_000, run: () => growRings() }
