import { noteDueCases } from '@/lib/desk/cases'
import type { Job } from './job'

/** Marks SLA breaches and warns before them. */
export const noteDueCasesJob: Job = { name: 'note-due-cases', everyMs: 30_000, run: noteDueCases }
