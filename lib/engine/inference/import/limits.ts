/** What an import accepts. A file beyond these is rejected before work that grows with it. */
export const LIMITS = {
  fileBytes: 32 * 2 ** 20,
  trees: 5_000,
  /** Of one tree. */
  leaves: 1_024,
  /** Of all trees together. */
  splits: 100_000,
  features: 1_000,
  /** Sum over the splits of the distinct thresholds of their feature: what the explanation tables take to prepare. */
  splitThresholds: 200_000_000,
  ubjsonDepth: 64,
  ubjsonValues: 8_000_000,
  /** Fewer would leave most leaves untried. */
  leastReferenceRows: 200,
  referenceBytes: 128 * 2 ** 20,
  referenceRows: 20_000,
} as const
