import { LABELS } from '../world-parameters'

/** The `crime` of a world in which about this share of the payments is fraud; never less than the usual. */
export function crimeOfShare(share: number): number {
  const usual = LABELS.usualFraudShare
  return Math.max(1, (share * (1 - usual)) / ((1 - share) * usual))
}
