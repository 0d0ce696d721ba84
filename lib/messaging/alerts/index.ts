/** Alert rules: what an institution wants to be told, and the messages that follow. Server only. */
export { listRules } from './list-rules'
export { pruneAlertKeys } from './prune-keys'
export { raiseAlerts } from './raise-alerts'
export { changeRule, createRule, deleteRule } from './save-rule'
export { watchRules } from './watch-rules'
