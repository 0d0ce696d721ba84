/**
 * How often the watch finds a new tactic within ten days, by the volume of an institution. Measured by scripts/drift-power.ts on simulated
 * institutions; docs/drift.md has the same table with how it was measured. Whoever changes the watch measures again.
 */
export interface PowerAtVolume {
  decisionsPerDay: number
  /** Simulated institutions with an alarm within ten days of the new tactic. */
  found: number
  of: number
}

export const MEASURED_POWER: readonly PowerAtVolume[] = [
  { decisionsPerDay: 2_100, found: 1, of: 40 },
  { decisionsPerDay: 4_200, found: 14, of: 40 },
  { decisionsPerDay: 6_300, found: 31, of: 40 },
  { decisionsPerDay: 8_400, found: 37, of: 40 },
  { decisionsPerDay: 12_600, found: 40, of: 40 },
  { decisionsPerDay: 18_900, found: 40, of: 40 },
]

/** The measured volumes next to a volume; power grows with the volume, so what to expect lies between. */
export interface ExpectedPower {
  /** Null below the smallest measured volume. */
  below: PowerAtVolume | null
  /** Null above the largest. */
  above: PowerAtVolume | null
}

export const expectedPower = (decisionsPerDay: number): ExpectedPower => ({
  below: MEASURED_POWER.findLast((measured) => measured.decisionsPerDay <= decisionsPerDay) ?? null,
  above: MEASURED_POWER.find((measured) => measured.decisionsPerDay >= decisionsPerDay) ?? null,
})
