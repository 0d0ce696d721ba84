import { applyDueChanges } from '@/lib/governance/changes'
import type { Job } from './job'

/** Puts scheduled changes in force within two seconds of their time. */
export const applyDueChangesJob: Job = { name: 'apply-due-changes', everyMs: 1_000, run: applyDueChanges }
