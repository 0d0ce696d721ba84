import type { Label } from '../types'
import type { FraudRun } from './account-state'
import { MINUTE_MS } from './time-window'

const MAX_RUN = 32

/**
 * A fraud joins the run unless a later transaction is known to be legitimate; a legitimate label ends the run up to
 * its own transaction. Taking a fraud back removes it; a run that a legitimate label ended does not come back.
 */
export function moveRun(run: FraudRun, { occurredAtMs, isFraud, sign }: Label): void {
  const minute = Math.floor(occurredAtMs / MINUTE_MS)
  if (!isFraud && sign === 1) {
    run.z = Math.max(run.z, minute)
    while (run.b.length > 0 && run.b[0]! <= minute) run.b.shift()
  } else if (isFraud && sign === -1) {
    const at = run.b.indexOf(minute)
    if (at >= 0) run.b.splice(at, 1)
  } else if (isFraud && minute > run.z) {
    let at = run.b.length
    while (at > 0 && run.b[at - 1]! > minute) at -= 1
    run.b.splice(at, 0, minute)
    if (run.b.length > MAX_RUN) run.b.pop()
  }
}
