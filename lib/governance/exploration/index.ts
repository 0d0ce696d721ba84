/** Exploration: small payments that the score alone would block, let through by chance. Server only. */
export { applyExploration } from './apply-exploration'
export { explorationInForce, getExploration } from './read-exploration'
export { setExploration } from './set-exploration'
