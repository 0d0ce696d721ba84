import { hash } from 'node:crypto'

const STEPS = 2 ** 32

/**
 * Whether the canary decides the payments of a sender. The same sender always gets the same response of one run; a larger share keeps the
 * senders of a smaller one and adds others. Each run has other senders, so no sender is always the first to meet a new model.
 * @param runId names the run of the canary
 * @param share of all senders, 0..1
 */
export function inCanary(runId: string, sender: string, share: number): boolean {
  if (share <= 0) return false
  const digest = hash('sha256', `${runId}\n${sender}`)
  return Number.parseInt(digest.slice(0, 8), 16) < share * STEPS
}

/** Names a run: a model is the canary for as long as its stage version stays. */
export const runIdOf = ({ id, stageVersion }: { id: string; stageVersion: number }): string =>
  `${id}:${stageVersion}`
