import { watchCanaries } from '@/lib/governance/challengers'
import type { Job } from './job'

/** Stops a canary that blocks, reviews or delays too much, or fails. */
export const watchCanariesJob: Job = { name: 'watch-canaries', everyMs: 5_000, run: watchCanaries }
