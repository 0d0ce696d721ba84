/** Challengers on live traffic: compared with the champion, and the canary that decides for a share of the senders. Server only. */
export { applyCanary, type CanaryPlan, planCanary } from './apply-canary'
export { getComparison } from './get-comparison'
export { listChallengers } from './list-challengers'
export { listSwapSet } from './list-swap-set'
export { setCanary } from './set-canary'
export { stopCanary } from './stop-canary'
export { watchCanaries } from './watch-canaries'
