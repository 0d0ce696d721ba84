import { countDecided } from './canary-counts'
import { noteGap } from './challenger-gaps'
import type { Challengers } from './challengers-of'
import { compareSoon, shadowQueue } from './compare-in-turn'
import { CHAMPION, type DecidedRows } from './scorer'

/**
 * Hands committed decisions to the challengers. Never waits and never throws: a full queue sheds, which is counted.
 * @param missing challengers that were not in memory
 */
export function offerDecided(decided: DecidedRows, missing: Challengers['missing']): void {
  const payments = decided.rows.length
  if (payments === 0) return
  const { tenantId, scorers } = decided
  countDecided(decided)
  for (const { id, reason } of missing)
    noteGap(tenantId, { modelVersionId: id, reason: 'not-loaded', payments, detail: reason })
  if (scorers.length > 1 && !shadowQueue().offer(decided)) {
    for (const { id } of scorers.slice(CHAMPION + 1))
      noteGap(tenantId, { modelVersionId: id, reason: 'shed', payments, detail: null })
  }
  compareSoon()
}
