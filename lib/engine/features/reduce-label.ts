import { addCategoryLabel } from './states/category-state'
import { addLabel } from './states/fraud-ledger'
import { moveRun } from './states/fraud-run'
import type { EntityStates, Label } from './types'

/**
 * Moves the states past one label, in place: call it when the label arrives, never earlier, for what it moves is seen
 * by all transactions after the call. With sign -1 the label is taken back: all counts by day and by arrival are as if
 * it had never come, as long as its days are inside the windows; of the run see `moveRun`.
 */
export function reduceLabel(label: Label, states: EntityStates): void {
  addLabel(states.sender.sent, label)
  if (states.receiver !== null) {
    addLabel(states.receiver.received, label)
    moveRun(states.receiver.run, label)
  }
  if (states.device !== null) addLabel(states.device, label)
  if (states.category !== null) addCategoryLabel(states.category, label)
}
