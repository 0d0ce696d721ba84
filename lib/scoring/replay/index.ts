/** Replays: simulated or former payments, scored again as if they arrived now. Server only. */
export { getReplayStatus } from './get-status'
export { recordReplayLabels } from './record-labels'
export { runReplays } from './run/run-replays'
export { startReplay } from './start-replay'
export { stopReplay } from './stop-replay'
