import { addCategoryLabel } from './states/category-state'
import { addLabel } from './states/fraud-ledger'
import { updateFraudRun } from './states/fraud-run'
import type { EntityStates, Label } from './types'

/**
 * Updates the states for one label, in place. Call it when the label arrives, not earlier: all later transactions see the
 * effect. Sign -1 withdraws a label and restores the counts of days inside the windows and the fraud run.
 */
export function reduceLabel(label: Label, states: EntityStates): void {
  addLabel(states.sender.sent, label)
  if (states.receiver !== null) {
    addLabel(states.receiver.received, label)
    updateFraudRun(states.receiver.fraudRun, label)
  }
  if (states.device !== null) addLabel(states.device, label)
  if (states.category !== null) addCategoryLabel(states.category, label)
}
