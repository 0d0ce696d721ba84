import { watchRules } from '@/lib/messaging/alerts'
import type { Job } from './job'

/** Compares new decisions and failed jobs with the alert rules, and makes messages of what is due. */
export const watchAlertRulesJob: Job = { name: 'watch-alert-rules', everyMs: 1_000, run: watchRules }
